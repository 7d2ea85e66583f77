/** The tokens of a file behind the preprocessor: where each stands, what it is, and which macros it came through. */
import { callChain } from '../../c/origin.ts'
import type { Translation } from '../../c/translate.ts'
import { type ListedPlace, type NameOfFile, placeOfToken, placeText } from './places.ts'

export interface ListedToken {
  readonly kind: string
  readonly text: string
  /** Where its characters are. */
  readonly place: ListedPlace
  /** The macro calls that it came through, the innermost first. */
  readonly macros: readonly { readonly name: string; readonly place: ListedPlace }[]
}

export function listedTokens({ preprocessed }: Translation, nameOfFile: NameOfFile): readonly ListedToken[] {
  return preprocessed.tokens
    .filter(({ kind }) => kind !== 'end')
    .map((token) => ({
      kind: token.kind,
      text: token.text,
      place: placeOfToken(token, nameOfFile),
      macros: callChain(token).map(({ macro, name }) => ({
        name: macro.name,
        place: placeOfToken(name, nameOfFile),
      })),
    }))
}

/** A line for each token: place, kind, text and the chain of macros. */
export function tokensText(tokens: readonly ListedToken[]): string {
  return tokens
    .map(({ kind, text, place, macros }) => {
      const chain = macros.map((call) => `  <- ${call.name} at ${placeText(call.place)}`)
      return `${placeText(place)}  ${kind}  ${text}${chain.join('')}\n`
    })
    .join('')
}
