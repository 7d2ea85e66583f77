/**
 * The section that a configuration is put into: `.cell.<name>` makes an image of that name, so that one file can
 * define several configurations.
 */

/** The name behind `.cell.`, as long as it is one of a file and leads nowhere else; undefined for other sections. */
export function nameOfSection(section: string | undefined): string | undefined {
  return /^\.cell\.([A-Za-z0-9_][\w.+-]*)$/.exec(section ?? '')?.[1]
}
