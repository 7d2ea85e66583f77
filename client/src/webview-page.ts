/**
 * The frame of a page that the extension shows: nothing may be loaded and nothing run but what bears a number that is
 * made anew for every page. What stands in the page is for others to say.
 */
import type { Uri, Webview } from 'vscode'
import { escaped } from './markup.ts'

export interface PageParts {
  readonly title: string
  readonly language: string
  /** Class of the body. */
  readonly look: string
  /** Files of the extension. */
  readonly styles: readonly Uri[]
  readonly scripts: readonly Uri[]
  /** Markup. */
  readonly body: string
}

export function webviewPage(webview: Webview, parts: PageParts): string {
  const nonce = freshNonce()
  const { scripts, styles } = parts
  const scriptSource = scripts.length === 0 ? "'none'" : `'nonce-${nonce}'`
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src ${scriptSource}; base-uri 'none'; form-action 'none'`
  const links = styles.map(
    (file) => `<link rel="stylesheet" nonce="${nonce}" href="${escaped(addressOf(file, webview))}">`,
  )
  const programs = scripts.map(
    (file) => `<script nonce="${nonce}" src="${escaped(addressOf(file, webview))}"></script>`,
  )
  return `<!doctype html>
<html lang="${parts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(parts.title)}</title>
${links.join('\n')}
</head>
<body class="${parts.look}">
${parts.body}
${programs.join('\n')}
</body>
</html>
`
}

function addressOf(file: Uri, webview: Webview): string {
  return webview.asWebviewUri(file).toString()
}

/** 128 random bits; characters that stand for themselves in a policy. */
function freshNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
