/** `warden/map`: the map of the board that a file is on, drawn as `warden map` does, and where everything is written. */
import { boardsOfFile } from '../ide/boards-of-file.ts'
import { mapOf } from '../ide/map/board-map.ts'
import { drawnMap } from '../ide/map/layout.ts'
import { liveDataOf } from '../ide/map/live-data.ts'
import { mapPlacesOf } from '../ide/map/map-places.ts'
import { pageBody } from '../ide/map/page-body.ts'
import { selectionNamed } from '../ide/map/named-selection.ts'
import { usualSelection } from '../ide/map/selection.ts'
import type { Context } from './context.ts'
import { pathOf, rangeOf, uriOf } from './conversion.ts'
import { answerCustom } from './custom-requests.ts'
import { mapRequest } from './messages-map.ts'

export function answerMap(context: Context): void {
  answerCustom(context, mapRequest, 'the map', async ({ uri, created, room }, token) => {
    const path = pathOf(uri)
    const check = path === undefined ? undefined : await context.session.checkFor(path, token)
    const boards = check?.boards.map(({ board }) => board) ?? []
    const [board] = boardsOfFile(boards, path ?? '')
    if (!board) return null
    const map = mapOf(board, created ? selectionNamed(board, created) : usualSelection(board))
    const drawn = drawnMap(map, true, room)
    return {
      root: uriOf(board.root.configuration.file.path),
      title: map.title,
      html: pageBody(drawn),
      data: liveDataOf(drawn),
      places: mapPlacesOf(drawn).map(({ span, things }) => ({
        uri: uriOf(span.file.path),
        range: rangeOf(span),
        things,
      })),
    }
  })
}
