/**
 * The settings: asked from the client, or taken from what it sends by itself when it cannot be asked, and handed to
 * the session. What is wrong with them the user is told once.
 */
import {
  type Connection,
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver'
import { settingsFrom } from '../workspace/settings.ts'
import type { Abilities } from './abilities.ts'
import type { Session } from './session.ts'

const section = 'warden'

export interface Configuration {
  /** Fetches the settings; from here on `settled` waits for them. */
  readonly begin: () => Promise<void>
  /** Asks to be told when they change, where the client wants to be asked for that. */
  readonly register: () => Promise<void>
  /** @param sent what the client has sent along with the news that the settings have changed */
  readonly changed: (sent: unknown) => Promise<void>
  /** Resolves when the settings that were asked for last are in force. */
  readonly settled: () => Promise<void>
}

/** @param initial the settings among the client's initialization options */
export function createConfiguration(
  connection: Connection,
  session: Session,
  abilities: Abilities,
  initial: unknown,
): Configuration {
  const told = new Set<string>()
  let settled = Promise.resolve()
  return {
    begin: () => renew(initial),
    register: async () => {
      if (abilities.announcesConfiguration)
        await connection.client.register(DidChangeConfigurationNotification.type, { section })
    },
    changed: (sent) => renew(partOf(sent)),
    settled: () => settled,
  }

  function renew(sent: unknown): Promise<void> {
    settled = renewAfter(settled, sent)
    return settled
  }

  /** One renewal after the other, so that the last one counts. A client that fails to answer leaves the defaults. */
  async function renewAfter(before: Promise<void>, sent: unknown): Promise<void> {
    await before
    if (!abilities.answersConfiguration) take(sent)
    else take(await connection.workspace.getConfiguration(section).catch(() => undefined))
  }

  function take(data: unknown): void {
    const { settings, problems } = settingsFrom(data)
    session.setSettings(settings)
    const fresh = problems.filter((problem) => !told.has(problem))
    for (const problem of fresh) told.add(problem)
    if (fresh.length === 0) return
    const message = `Warden: ${fresh.join('; ')}`
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
  }
}

/** Clients differ in whether they send all settings or just the section. */
function partOf(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && section in sent ? sent[section] : sent
}
