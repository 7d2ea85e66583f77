/**
 * The map as a page of its own: the drawing, the means to look around in it, and a table that says the same to whoever
 * does not see it. It needs nothing from elsewhere, and its policy forbids it to ask.
 */
import { drawnMap, type MapDrawing } from './layout.ts'
import type { BoardMap } from './board-map.ts'
import { sentencesOf } from './layout-words.ts'
import { rightsLegend } from './legend.ts'
import { liveDataOf } from './live-data.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { tablesOf } from './page-tables.ts'
import { mapStyle, patterns } from './style.ts'
import { escaped, partSvg, shapeAsSvg } from './svg.ts'

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
<a class="skip" href="#tables">Skip the drawing</a>
<header>
<h1>${escaped(map.title)}</h1>
<p>${escaped(sentencesOf(map)[0] ?? '')}</p>
${controls(map)}
</header>
<main>
${stage(drawn)}
${notes(map)}
<section id="tables" aria-label="Tables">
${tablesOf(drawn)}
</section>
</main>
<footer><p>Made by ${escaped(tool)}.</p></footer>
<div id="hint" aria-hidden="true" hidden></div>
<script type="application/json" id="data">${json(liveDataOf(drawn))}</script>
<script>
${pageScript}
</script>
</body>
</html>
`
}

/** JSON that cannot end the element that it stands in. */
function json(data: object): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

function controls({ lanes }: BoardMap): string {
  const boxes = lanes.flatMap(({ name, cpus, state }, lane) =>
    state === 'root'
      ? []
      : [
          `<label><input type="checkbox" data-lane="${lane}"${state === 'created' ? ' checked' : ''}> ${escaped(name)} <small>${escaped(cpus)}</small></label>`,
        ],
  )
  return `<div class="controls">
${boxes.length === 0 ? '' : `<fieldset><legend>Created cells</legend>\n${boxes.join('\n')}\n</fieldset>\n`}<form id="search" role="search">
<label for="address">Address</label>
<input id="address" name="address" type="text" inputmode="text" autocomplete="off" spellcheck="false" placeholder="0x…" aria-describedby="status">
<button type="submit">Find</button>
</form>
<div class="zoom" role="group" aria-label="Zoom">
<button type="button" data-zoom="out" aria-label="Smaller">−</button>
<output id="scale" aria-label="Zoom">100 %</output>
<button type="button" data-zoom="in" aria-label="Larger">+</button>
<button type="button" data-zoom="one">Actual size</button>
<button type="button" data-zoom="fit">Fit</button>
</div>
</div>
<p id="status" role="status"></p>`
}

function legend({ legend: entries }: MapDrawing): string {
  const items = entries.map(({ text, swatch }) => `<li>${shapeAsSvg(swatch, 20, 12)} ${escaped(text)}</li>`)
  return `<ul class="legend" aria-label="Legend">\n${items.join('\n')}\n<li>${rightsLegend}</li>\n</ul>`
}

function stage(drawn: MapDrawing): string {
  const { map, drawing } = drawn
  const part = (name: string): string =>
    drawing.parts
      .filter((one) => one.name === name)
      .map((one) => partSvg(one, drawing.width))
      .join('')
  return `<svg class="definitions" width="0" height="0" aria-hidden="true" focusable="false"><defs>${patterns}</defs></svg>
${legend(drawn)}
<div id="stage" tabindex="0" role="region" aria-label="${escaped(`Drawing of ${map.title}; the tables below say the same`)}">
<div class="heads">${part('heads')}</div>
${part('memory')}${part('strips')}</div>`
}

function notes({ notes: sentences }: BoardMap): string {
  return sentences.map((sentence) => `<p class="note">${escaped(sentence)}</p>`).join('\n')
}
