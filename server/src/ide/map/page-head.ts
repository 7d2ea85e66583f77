/**
 * The beginning of a page that stands alone, a map or a report: it needs nothing from elsewhere, and its policy forbids it
 * to ask. What the page shows is not known here.
 */
import { escaped } from './svg.ts'

export interface PageHead {
  /** Plain text. */
  readonly title: string
  readonly style: string
  readonly hasScript: boolean
}

/** Up to the end of the head; the body follows. */
export function pageHead({ title, style, hasScript }: PageHead): string {
  const script = hasScript ? "script-src 'unsafe-inline'; " : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; ${script}base-uri 'none'; form-action 'none'">
<title>${escaped(title)}</title>
<style>
${style}
</style>
</head>`
}
