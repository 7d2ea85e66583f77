/** `warden/changed`: tells a client that wants to know it that answers may have become others. */
import type { Context } from './context.ts'
import { changedNotification } from './messages.ts'

export function tellChanges({ connection, session, guard }: Context): void {
  const tell = guard.work('telling of changes', () => connection.sendNotification(changedNotification, {}))
  session.news.listen(() => void tell(undefined))
}
