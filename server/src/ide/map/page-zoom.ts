/**
 * The part of the page's script that makes the drawing larger and smaller, and lets it be dragged. It is text that
 * stands inside of `bringToLife`: of what that has it uses `stage`, `hint` and `around`.
 */
export const pageZoom = String.raw`
// Zooming and dragging.
let scale = 1
/** Gives every sheet of the drawing the size that it has with the present zoom. */
function resize() {
  for (const svg of stage.querySelectorAll('svg')) {
    const { width, height } = svg.viewBox.baseVal
    set(svg, 'width', width * scale)
    set(svg, 'height', height * scale)
  }
}
function zoomTo(wanted, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const next = Math.min(6, Math.max(0.1, wanted))
  const [left, top] = [(stage.scrollLeft + x) / scale, (stage.scrollTop + y) / scale]
  scale = next
  resize()
  stage.scrollTo(left * scale - x, top * scale - y)
  document.getElementById('scale').textContent = Math.round(scale * 100) + ' %'
}
const zooms = {
  in: () => zoomTo(scale * 1.25),
  out: () => zoomTo(scale / 1.25),
  one: () => zoomTo(1),
  fit: () => zoomTo(stage.clientWidth / stage.querySelector('svg').viewBox.baseVal.width),
}
document.addEventListener('click', (event) => {
  const button = around(event, '[data-zoom]')
  if (button) zooms[button.dataset.zoom]()
})
stage.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  const { left, top } = stage.getBoundingClientRect()
  zoomTo(scale * Math.exp(-event.deltaY / 400), event.clientX - left, event.clientY - top)
}, { passive: false })
stage.addEventListener('keydown', (event) => {
  const key = { '+': 'in', '=': 'in', '-': 'out', 0: 'one' }[event.key]
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  zooms[key]()
})
let drag
stage.addEventListener('pointerdown', (event) => {
  if (event.button !== 0 || event.pointerType === 'touch') return
  drag = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, isMoved: false }
})
window.addEventListener('pointermove', (event) => {
  if (!drag) return
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y]
  if (!drag.isMoved && Math.abs(x) + Math.abs(y) < 5) return
  drag.isMoved = true
  hint.hidden = true
  stage.classList.add('is-dragged')
  stage.scrollTo(drag.left - x, drag.top - y)
})
let wasDragged = false
window.addEventListener('pointerup', () => {
  wasDragged = drag?.isMoved === true
  drag = undefined
  stage.classList.remove('is-dragged')
})
`.trim()
