/** `textDocument/signatureHelp`: the arguments of the macro that is being called, in cell configs. */
import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver'
import { type Signature, signatureAt } from '../ide/signature-help.ts'
import type { Abilities } from './abilities.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { markupIn } from './markup.ts'

export const signatureHelpOptions = { triggerCharacters: ['(', ','] }

export function answerSignatureHelp(context: Context): void {
  const { connection, guard, abilities } = context
  connection.onSignatureHelp(
    guard.request<SignatureHelpParams, SignatureHelp | null>(
      'signature help',
      null,
      async ({ textDocument: { uri }, position }, token) => {
        const asked = await askedAbout(context, uri, token)
        const signature = asked && signatureAt(asked.analysis, asked.offsetOf(position))
        return signature ? helpFrom(signature, abilities) : null
      },
    ),
  )
}

function helpFrom(
  { label, documentation, parameters, active }: Signature,
  { describesSignatures, takesLabelOffsets }: Abilities,
): SignatureHelp {
  const said = (value: string | undefined) =>
    value !== undefined && { documentation: markupIn(describesSignatures, value) }
  return {
    signatures: [
      {
        label,
        ...said(documentation),
        parameters: parameters.map(({ start, end, documentation: meaning }) => ({
          label: takesLabelOffsets ? [start, end] : label.slice(start, end),
          ...said(meaning),
        })),
      },
    ],
    activeSignature: 0,
    activeParameter: active,
  }
}
