/**
 * The language server as the extension sees it: a process that is started when it is needed, and a channel that shows
 * what it has to say.
 */
import {
  type CancellationToken,
  type Event,
  EventEmitter,
  type ExtensionContext,
  l10n,
  Uri,
  window,
} from 'vscode'
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node'
import {
  changedNotification,
  type CustomRequest,
  type ServerOptions as WardenOptions,
} from '../../server/src/lsp/messages.ts'
import { inLanguage } from './lenses.ts'
import { openHeaders } from './open-headers.ts'
import { configSelector } from './selector.ts'
import { serverEnvironment } from './server-environment.ts'

export interface Server {
  /** Does nothing when it runs already; what goes wrong is shown to the user. */
  readonly start: () => Promise<void>
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly showOutput: () => void
  /** Whether it has been started; asking it starts it otherwise. */
  readonly isRunning: () => boolean
  /** Undefined when there is no answer, for whatever reason: the output has it, unless the question was withdrawn. */
  readonly ask: <Params, Result>(
    request: CustomRequest<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ) => Promise<Result | undefined>
  /** Answers may have become others. */
  readonly onChanged: Event<void>
  readonly dispose: () => void
}

export function createServer(context: ExtensionContext): Server {
  const output = window.createOutputChannel('Warden', { log: true })
  const client = new LanguageClient('warden', 'Warden', serverOptions(context), {
    documentSelector: configSelector,
    outputChannel: output,
    initializationOptions: optionsFor(context),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: {
      provideCodeLenses: async (document, token, next) => [
        ...inLanguage((await next(document, token)) ?? []),
      ],
    },
    // Files of one board depend on each other, so that one may have news whenever it comes into view.
    diagnosticPullOptions: { onChange: true, onFocus: true },
  } satisfies LanguageClientOptions)
  client.registerFeature(openHeaders(client))
  const changed = new EventEmitter<void>()
  client.onNotification(changedNotification, () => changed.fire())
  const telling = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      output.error(error instanceof Error ? error : String(error))
      void window.showErrorMessage(what)
    }
  }
  return {
    isRunning: () => client.isRunning(),
    start: () =>
      telling(l10n.t('Warden could not be started. See its output for the reason.'), async () => {
        await client.start()
        changed.fire()
      }),
    restart: () =>
      telling(l10n.t('Warden could not be restarted. See its output for the reason.'), async () => {
        await (client.needsStart() ? client.start() : client.restart())
        changed.fire()
      }),
    stop: async () => {
      if (client.needsStop()) await client.stop()
    },
    showOutput: () => output.show(),
    ask: async ({ method, result }, params, token) => {
      try {
        // A token that is undefined would be sent as a parameter.
        const sent = token ? client.sendRequest(method, params, token) : client.sendRequest(method, params)
        return result.parse(await sent)
      } catch (error) {
        if (!token?.isCancellationRequested)
          output.warn(`${method}: ${error instanceof Error ? error.message : String(error)}`)
        return undefined
      }
    },
    onChanged: changed.event,
    dispose: () => {
      changed.dispose()
      output.dispose()
    },
  }
}

/** The same bundle serves any editor; a debugger finds it on its own port. */
function serverOptions(context: ExtensionContext): ServerOptions {
  const module = context.asAbsolutePath('dist/server.cjs')
  const transport = TransportKind.ipc
  const env = serverEnvironment
  return {
    run: { module, transport, options: { env } },
    debug: { module, transport, options: { env, execArgv: ['--nolazy', '--inspect=6009'] } },
  }
}

function optionsFor({ extensionUri }: ExtensionContext): WardenOptions {
  return {
    rulePages: Uri.joinPath(extensionUri, 'docs/rules').toString(),
    wantsNews: true,
    hasCommands: true,
  }
}
