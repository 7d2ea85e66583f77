/** The style sheet of the page around the drawing; its colours are the drawing's. */
export const pageStyle = `
html{color-scheme:light dark}
body{margin:0;background:var(--m-ground);color:var(--m-ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
header,footer,.note,#tables,.legend{padding:0 24px}
ul.legend{list-style:none;margin:2px 0 8px;display:flex;flex-wrap:wrap;gap:2px 20px;font-size:12px;color:var(--m-soft)}
summary{padding:0 24px;font-size:12px;color:var(--m-soft);cursor:pointer}
.legend svg{vertical-align:-1px;margin-right:3px}
h1{font-size:22px;line-height:1.2;margin:20px 0 4px}
h2{font-size:16px;margin:28px 0 8px}
p{margin:4px 0}
header p,.note,footer{color:var(--m-soft)}
small{color:var(--m-soft)}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;padding:4px 8px;background:var(--m-ground);color:var(--m-ink);z-index:3}
.controls{display:flex;flex-wrap:wrap;gap:10px 28px;align-items:end;margin:12px 0 0}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:2px 18px;max-width:100%}
legend{padding:0;font-weight:600;margin-bottom:2px}
label{white-space:nowrap}
#search,.zoom{display:flex;gap:6px;align-items:center}
#search label{font-weight:600}
input[type=text]{width:12em}
input[type=text],button{font:inherit;color:inherit;background:var(--m-ground);border:1px solid var(--m-root-line);border-radius:4px;padding:2px 9px}
button{cursor:pointer}
button:hover{background:var(--m-lane)}
input[type=checkbox]{accent-color:var(--m-cell-line)}
:focus-visible{outline:2px solid var(--m-cell-line);outline-offset:2px}
#scale{min-width:4em;text-align:center}
#status{min-height:1.5em;margin:4px 0;color:var(--m-ink)}
#stage svg{display:block}
#stage{overflow:auto;max-height:86vh;border-block:1px solid var(--m-gap-ink);cursor:grab}
#stage.is-dragged{cursor:grabbing;user-select:none}
.heads{position:sticky;top:0;z-index:1;width:max-content;min-width:100%;background:var(--m-ground);border-bottom:1px solid var(--m-grid)}
[data-block],[data-item],[data-keeping]{cursor:pointer}
[data-block]:hover>.face,[data-item]:hover>.face,[data-keeping]:hover>.face{stroke-width:2}
.warden-map .chosen>.face{stroke:var(--m-ink);stroke-width:3;stroke-dasharray:none}
[data-head].chosen>.bold{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}
.row.chosen>.mono{font-weight:700;text-decoration:underline}
#hint{position:fixed;z-index:2;max-width:36em;padding:7px 11px;white-space:pre-line;font-size:12.5px;line-height:1.45;background:var(--m-ground);color:var(--m-ink);border:1px solid var(--m-root-line);border-radius:5px;box-shadow:0 3px 14px #0003;pointer-events:none}
#hint::first-line{font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px;min-width:60em}
caption{text-align:left;color:var(--m-soft);padding-bottom:6px}
th,td{text-align:left;vertical-align:top;padding:3px 14px 3px 0;border-bottom:1px solid var(--m-grid)}
th{white-space:nowrap}
td.number,th.number{text-align:right;white-space:nowrap}
td button{border:0;padding:0;background:none;text-decoration:underline}
td button,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px;white-space:nowrap}
tr.chosen{background:var(--m-lane)}
tr.is-conflict td:last-child{color:var(--m-clash-line);font-weight:600}
@media (max-width:600px){header,footer,.note,#tables,.legend,summary{padding:0 12px}}
@media print{.controls,.skip,#status,#hint{display:none}#stage{max-height:none;overflow:visible}}
`.trim()
