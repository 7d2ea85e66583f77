/** The map as a page of its own, which stands alone. */
import type { BoardMap } from './board-map.ts'
import { drawnMap } from './layout.ts'
import { liveDataOf, liveDataText } from './live-data.ts'
import { pageBody } from './page-body.ts'
import { pageHead } from './page-head.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { mapStyle } from './style.ts'
import { escaped } from './svg.ts'

/** @param tool name and version of who made it, for the foot of the page */
export function pageOf(map: BoardMap, tool: string): string {
  const drawn = drawnMap(map, true)
  return `${pageHead({ title: `Map of ${map.title}`, style: `${mapStyle}\n${pageStyle}`, hasScript: true })}
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
