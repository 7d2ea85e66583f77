/** The browser in which tests look at pages, those of the editor among them: without a window, and quiet. */
import { type Browser, chromium } from 'playwright-core'

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: browserOptions })
}

const browserOptions = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
