/**
 * The language server as the extension sees it: a process that is started when it is needed, and a channel that shows
 * what it has to say.
 */
import { type ExtensionContext, Uri, window } from 'vscode'
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node'
import type { ServerOptions as WardenOptions } from '../../server/src/lsp/messages.ts'
import { documentSelector } from './selector.ts'

export interface Server {
  /** Does nothing when it runs already; what goes wrong is shown to the user. */
  readonly start: () => Promise<void>
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly showOutput: () => void
  readonly dispose: () => void
}

export function createServer(context: ExtensionContext): Server {
  const output = window.createOutputChannel('Warden', { log: true })
  const client = new LanguageClient('warden', 'Warden', serverOptions(context), {
    documentSelector,
    outputChannel: output,
    initializationOptions: optionsFor(context),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Files of one board depend on each other, so that one may have news whenever it comes into view.
    diagnosticPullOptions: { onChange: true, onFocus: true },
  } satisfies LanguageClientOptions)
  const telling = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      output.error(error instanceof Error ? error : String(error))
      void window.showErrorMessage(`Warden could not be ${what}. See its output for the reason.`)
    }
  }
  return {
    start: () => telling('started', () => client.start()),
    restart: () => telling('restarted', () => (client.needsStart() ? client.start() : client.restart())),
    stop: async () => {
      if (client.needsStop()) await client.stop()
    },
    showOutput: () => output.show(),
    dispose: () => output.dispose(),
  }
}

/** The same bundle serves any editor; a debugger finds it on its own port. */
function serverOptions(context: ExtensionContext): ServerOptions {
  const module = context.asAbsolutePath('dist/server.cjs')
  const transport = TransportKind.ipc
  return {
    run: { module, transport },
    debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  }
}

function optionsFor({ extensionUri }: ExtensionContext): WardenOptions {
  return { rulePages: Uri.joinPath(extensionUri, 'docs/rules').toString() }
}
