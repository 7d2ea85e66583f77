/**
 * The map as a page of its own. It needs nothing from elsewhere, and its policy forbids it to ask.
 */
import type { BoardMap } from './board-map.ts'
import { drawnMap } from './layout.ts'
import { liveDataOf, liveDataText } from './live-data.ts'
import { pageBody } from './page-body.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { mapStyle } from './style.ts'
import { escaped } from './svg.ts'

/** @param tool name and version of who made it, for the foot of the page */
export function pageOf(map: BoardMap, tool: string): string {
  const drawn = drawnMap(map, true)
  const title = `Map of ${map.title}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(title)}</title>
<style>
${mapStyle}
${pageStyle}
</style>
</head>
<body class="warden-map">
${pageBody(drawn, false)}
<footer><p>Made by ${escaped(tool)}.</p></footer>
<script type="application/json" id="data">${withoutTags(liveDataText(liveDataOf(drawn)))}</script>
<script>
${pageScript}
bringToLife(JSON.parse(document.getElementById('data').textContent), {})
</script>
</body>
</html>
`
}

/** JSON that cannot end the element that it stands in. */
function withoutTags(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
