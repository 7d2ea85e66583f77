/**
 * What the server has sent and nobody has looked at yet. Tests take messages out; what is left at the end is a message
 * that the test did not expect.
 */

export interface Message {
  readonly method: string
  readonly params: unknown
}

export interface Mailbox {
  readonly put: (message: Message) => void
  /** The parameters of the next message of a method: the oldest that has come, or else the first that comes. */
  readonly take: <Params>(method: string) => Promise<Params>
  /** What nobody has taken. */
  readonly left: () => readonly Message[]
}

export function createMailbox(): Mailbox {
  const messages: Message[] = []
  const waiting: { readonly method: string; readonly deliver: (params: unknown) => void }[] = []
  return {
    put: (message) => {
      const at = waiting.findIndex(({ method }) => method === message.method)
      if (at < 0) messages.push(message)
      else waiting.splice(at, 1)[0]?.deliver(message.params)
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- who names a method knows its parameters
    take: async <Params>(method: string) => (await next(method)) as Params,
    left: () => messages,
  }

  function next(method: string): Promise<unknown> {
    const at = messages.findIndex((message) => message.method === method)
    const [message] = at < 0 ? [] : messages.splice(at, 1)
    if (message) return Promise.resolve(message.params)
    return new Promise((deliver) => {
      waiting.push({ method, deliver })
    })
  }
}
