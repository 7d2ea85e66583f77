/**
 * Our Markdown for editors that show text as it is: the words stay, the marks go. It knows what `markdown.ts` writes, and
 * no more of Markdown than that.
 */

export function plainText(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^\s*(```.*|\|?[\s:|-]*-{3,}[\s:|-]*\|?)$/.test(line))
    .map(plainLine)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function plainLine(line: string): string {
  return line
    .replace(/^#+ /, '')
    .replace(/^\|\s?|\s?\|\s*$/g, '')
    .replaceAll(/(?<!\\)\s*\|\s*/g, '  ')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|(?<!\\)`/g, '')
    .replaceAll(/\\([\\`*_<|])/g, '$1')
    .replace(/ {2}$/, '')
}
