/** The style sheet of the page; its colours are those of the map, in light, dark and high contrast. On paper it is light. */
import { light } from '../map/palettes.ts'

const paper = Object.entries(light)
  .map(([name, colour]) => `--m-${name}:${colour}`)
  .join(';')

export const reportPageStyle = `
html{color-scheme:light dark}
body{margin:0 auto;padding:0 32px 48px;max-width:1240px;background:var(--m-ground);color:var(--m-ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
header{border-bottom:2px solid var(--m-ink);margin-top:32px}
h1{font-size:27px;line-height:1.2;margin:0 0 10px}
h2{font-size:19px;line-height:1.3;margin:40px 0 10px;padding-bottom:4px;border-bottom:1px solid var(--m-gap-ink)}
h3{font-size:15.5px;margin:26px 0 8px}
h4{font-size:14px;margin:18px 0 6px}
p{margin:6px 0 10px;max-width:60em}
ul{margin:6px 0 12px;padding-left:22px}
a{color:var(--m-cell-line)}
:focus-visible{outline:2px solid var(--m-cell-line);outline-offset:2px}
nav ol{list-style:none;margin:14px 0 22px;padding:0;display:flex;flex-wrap:wrap;gap:4px 22px}
.verdict{font-size:17px;margin:10px 0;padding:10px 14px;border:1px solid var(--m-root-line);border-left:6px solid var(--m-shared-line);background:var(--m-lane);max-width:none}
.verdict.failed{border-left-color:var(--m-clash-line)}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:8px 0 18px}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;color:var(--m-soft);padding:2px 0 6px}
th,td{text-align:left;vertical-align:top;padding:5px 14px 5px 0;border-bottom:1px solid var(--m-grid)}
thead th{border-bottom:1.5px solid var(--m-root-line);white-space:nowrap}
tbody th{font-weight:400}
td div+div,th div+div{margin-top:3px}
tr.is-violation>:first-child{border-left:4px solid var(--m-clash-line);padding-left:10px}
tr.is-violation>th strong{color:var(--m-clash-line)}
td:empty{height:34px;border-right:1px solid var(--m-grid)}
figure{margin:10px 0 18px}
figcaption{color:var(--m-soft);font-size:12.5px}
.drawing{border-block:1px solid var(--m-gap-ink)}
.drawing svg{display:block;height:auto}
@media (min-width:900px){.drawing svg{max-width:100%}}
ul.legend{list-style:none;margin:2px 0 8px;padding:0;display:flex;flex-wrap:wrap;gap:2px 20px;font-size:12px;color:var(--m-soft)}
.legend svg{vertical-align:-1px;margin-right:3px}
footer{margin-top:44px;border-top:1px solid var(--m-gap-ink);color:var(--m-soft);font-size:12.5px}
.definitions{position:absolute}
@media (max-width:600px){body{padding:0 14px 32px}}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
.warden-map{${paper}}
html{color-scheme:light}
body{padding:0;max-width:none;font-size:10pt}
nav{display:none}
h1{font-size:20pt}
h2{font-size:14pt;break-after:avoid}
h3,h4{break-after:avoid}
p,li{orphans:3;widows:3}
table{font-size:8pt}
code{font-size:7.5pt}
th,td{padding:3px 10px 3px 0}
thead{display:table-header-group}
caption,thead tr{break-after:avoid}
tr,figure{break-inside:avoid}
.scroll{overflow:visible}
.verdict,.warden-map rect,.warden-map path,.warden-map circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.drawing{width:max-content;max-width:100%}
.drawing svg{width:100%;height:auto}
a{color:inherit;text-decoration:none}
}
`.trim()
