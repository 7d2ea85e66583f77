/**
 * `warden/map`: the map of the board that a file is on, drawn as `warden map` does, and where everything is written.
 *
 * A drawing that follows the typing has to be quick. So it does not wait for the rules, since what is drawn comes from
 * the board alone; whoever has the last drawing leaves the question for the next one with the server, which answers it
 * before anything else that a change brings about; and only the lines are sent that are new.
 */
import { boardsOfFile } from '../ide/boards-of-file.ts'
import { mapOf } from '../ide/map/board-map.ts'
import { drawnMap } from '../ide/map/layout.ts'
import { lineChanges } from '../ide/map/line-changes.ts'
import { liveDataOf, liveDataText } from '../ide/map/live-data.ts'
import { mapPlacesOf } from '../ide/map/map-places.ts'
import { pageBody } from '../ide/map/page-body.ts'
import { selectionNamed } from '../ide/map/named-selection.ts'
import { usualSelection } from '../ide/map/selection.ts'
import type { Context } from './context.ts'
import { pathOf, rangeOf, uriOf } from './conversion.ts'
import { answerCustom } from './custom-requests.ts'
import { stopIfCancelled } from './guard.ts'
import { type MapPage, mapRequest } from './messages-map.ts'

export function answerMap(context: Context): void {
  const { session } = context
  const pages = changingPages()
  answerCustom(context, mapRequest, 'the map', async ({ known, ...wanted }, token) => {
    const { uri, created, room, words } = wanted
    const subject = JSON.stringify(wanted)
    const seen = pages.revisionOf(known, subject)
    if (seen !== undefined) await session.news.since(seen, token)
    stopIfCancelled(token)
    const revision = session.news.revision()
    const path = pathOf(uri)
    const boards = path === undefined ? [] : await session.boardsFor(path, token)
    const [board] = boardsOfFile(boards, path ?? '')
    if (!board) return null
    const cells = created ? selectionNamed(board, created) : usualSelection(board)
    const map = mapOf(board, cells, words)
    const drawn = drawnMap(map, true, room)
    return {
      root: uriOf(board.root.configuration.file.path),
      title: map.title,
      page: pages.next(known, { revision, subject }, pageBody(drawn, true), liveDataText(liveDataOf(drawn))),
      places: mapPlacesOf(drawn).map(({ span, things }) => ({
        uri: uriOf(span.file.path),
        range: rangeOf(span),
        things,
      })),
    }
  })
}

/** What a page was made of: at which revision of everything, and for what request. */
interface Basis {
  readonly revision: number
  readonly subject: string
}

interface ChangingPages {
  /** The revision that the last page was made at, if it is the known one and about the same; undefined otherwise. */
  readonly revisionOf: (known: number | undefined, subject: string) => number | undefined
  readonly next: (known: number | undefined, basis: Basis, html: string, data: string) => MapPage
}

/** Numbers the pages that are made, and keeps the last one: changes are told against that. */
function changingPages(): ChangingPages {
  let last: { readonly basis: Basis; readonly html: Lines; readonly data: Lines } | undefined
  let drawing = 0
  return {
    revisionOf: (known, subject) =>
      known === drawing && last?.basis.subject === subject ? last.basis.revision : undefined,
    next: (known, basis, ...texts) => {
      const before = known === drawing ? last : undefined
      const [html = [], data = []] = texts.map((text) => text.split('\n'))
      last = { basis, html, data }
      drawing++
      return {
        drawing,
        since: before ? drawing - 1 : null,
        html: lineChanges(before?.html ?? [], html),
        data: lineChanges(before?.data ?? [], data),
      }
    },
  }
}

type Lines = readonly string[]
