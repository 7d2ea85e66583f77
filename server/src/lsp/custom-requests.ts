/** Requests of Warden's own: what a client sends is checked against the schema before a handler sees it. */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import type { Context } from './context.ts'
import type { CustomRequest } from './messages.ts'

/** @param what what fails, for the log, when the handler does */
export function answerCustom<Params, Result>(
  { connection, guard }: Context,
  { method, params: schema }: CustomRequest<Params, Result>,
  what: string,
  handler: (params: Params, token: CancellationToken) => Promise<Result>,
): void {
  const failed = new ResponseError<never>(LSPErrorCodes.RequestFailed, `${what} failed`)
  connection.onRequest(
    method,
    guard.request<unknown, unknown>(what, failed, async (sent, token) => {
      const params = schema.safeParse(sent)
      if (!params.success)
        throw new ResponseError(ErrorCodes.InvalidParams, `${method} asks for something else`)
      return handler(params.data, token)
    }),
  )
}
