/**
 * What a page with a map on it consists of: the drawing, the means to look around in it, and tables that say the same
 * to whoever does not see it. Style sheet, script and data belong to whoever shows it: a page of its own, or an editor.
 */
import type { BoardMap } from './board-map.ts'
import type { MapDrawing } from './layout.ts'
import { subtitleOf } from './layout-words.ts'
import { filled } from './map-words.ts'
import { tablesOf } from './page-tables.ts'
import { patterns } from './style.ts'
import { escaped, partSvg, shapeAsSvg } from './svg.ts'

/**
 * @param drawn a switchable drawing
 * @param hasWays whether the page knows a way to the sources
 */
export function pageBody(drawn: MapDrawing, hasWays: boolean): string {
  const { map } = drawn
  const { words } = map
  return `<a class="skip" href="#tables">${escaped(words.skip)}</a>
<header>
<h1>${escaped(map.title)}</h1>
<p>${escaped(subtitleOf(map))}</p>
${controls(map)}
</header>
<main>
${stage(drawn)}
${notes(map)}
<section id="tables" aria-label="${escaped(words.tables)}">
${tablesOf(drawn, hasWays)}
</section>
</main>
<div id="hint" aria-hidden="true" hidden></div>`
}

function controls({ lanes, words }: BoardMap): string {
  const boxes = lanes.flatMap(({ name, cpus, state }, lane) =>
    state === 'root'
      ? []
      : [
          `<label><input type="checkbox" data-lane="${lane}"${state === 'created' ? ' checked' : ''}> ${escaped(name)} <small>${escaped(cpus)}</small></label>`,
        ],
  )
  return `<div class="controls">
${boxes.length === 0 ? '' : `<fieldset><legend>${escaped(words.createdCells)}</legend>\n${boxes.join('\n')}\n</fieldset>\n`}<form id="search" role="search">
<label for="address">${escaped(words.address)}</label>
<input id="address" name="address" type="text" inputmode="text" autocomplete="off" spellcheck="false" placeholder="0x…" aria-describedby="status">
<button type="submit">${escaped(words.find)}</button>
</form>
<div class="zoom" role="group" aria-label="${escaped(words.zoom)}">
<button type="button" data-zoom="out" aria-label="${escaped(words.smaller)}">−</button>
<output id="scale" aria-label="${escaped(words.zoom)}">100 %</output>
<button type="button" data-zoom="in" aria-label="${escaped(words.larger)}">+</button>
<button type="button" data-zoom="one">${escaped(words.actualSize)}</button>
<button type="button" data-zoom="fit">${escaped(words.fit)}</button>
</div>
</div>
<p id="status" role="status"></p>`
}

function legend({ map: { words }, legend: entries }: MapDrawing): string {
  const items = entries.map(({ text, swatch }) => `<li>${shapeAsSvg(swatch, 20, 12)} ${escaped(text)}</li>`)
  return `<details class="key" open><summary>${escaped(words.legend)}</summary>
<ul class="legend">\n${items.join('\n')}\n<li>${escaped(words.rights)}</li>\n</ul></details>`
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
<div id="stage" tabindex="0" role="region" aria-label="${escaped(filled(map.words.drawing, map.title))}">
<div class="heads">${part('heads')}</div>
${part('memory')}${part('strips')}</div>`
}

function notes({ notes: sentences }: BoardMap): string {
  return sentences.map((sentence) => `<p class="note">${escaped(sentence)}</p>`).join('\n')
}
