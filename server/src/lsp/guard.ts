/**
 * What stands between a handler and the client. A client may send anything at any time, and Warden may have a bug: in
 * either case the client gets an answer that it can live with, the output channel a line, and the server goes on.
 */
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver'

/** A handler as it is given to the connection. */
type Guarded<Params, Result> = (
  params: Params,
  token: CancellationToken,
) => Promise<Result | ResponseError<never>>

export interface Guard {
  /** For requests. They wait until the settings are known; `instead` is the answer when the handler fails. */
  readonly request: <Params, Result>(
    what: string,
    instead: Result | ResponseError<never>,
    handler: (params: Params, token: CancellationToken) => Promise<Result>,
  ) => Guarded<Params, Result>
  /** For everything that nobody waits for. */
  readonly work: <Params>(
    what: string,
    handler: (params: Params) => void | Promise<void>,
  ) => (params: Params) => Promise<void>
}

/** @param settled resolves as soon as the settings are known */
export function createGuard({ console, tracer }: Connection, settled: () => Promise<void>): Guard {
  return {
    request: (what, instead, handler) => async (params, token) => {
      try {
        await settled()
        stopIfCancelled(token)
        const result = await handler(params, token)
        stopIfCancelled(token)
        return result
      } catch (error) {
        if (isAnswer(error)) return error
        report(what, error)
        return instead
      }
    },
    work: (what, handler) => async (params) => {
      try {
        await handler(params)
      } catch (error) {
        report(what, error)
      }
    },
  }

  function report(what: string, error: unknown): void {
    console.error(`${what} failed: ${error instanceof Error ? error.message : String(error)}`)
    if (error instanceof Error && error.stack !== undefined) tracer.log(`${what} failed`, error.stack)
  }
}

/** Ends a request that its client has cancelled. */
export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
}

/** Ends a request about a text that has changed since it was asked. */
export function stopIfModified(before: number, now: number): void {
  if (before !== now) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed')
}

function isAnswer(error: unknown): error is ResponseError<never> {
  return error instanceof ResponseError
}
