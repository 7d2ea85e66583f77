/**
 * The findings of compiled configs in the list of problems, while their editors are open: the folders of the workspace
 * are checked by their sources, so that nobody else would speak of an image there.
 *
 * An entry leads to the editor of the image. VS Code does not tell that editor which entry it was; so each has a further
 * place, the row in the table, whose address says which row to show.
 */
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  l10n,
  languages,
  Location,
  Range,
  Uri,
} from 'vscode'
import type { ImageAnswer } from '../../server/src/lsp/messages-views.ts'

type Finding = ImageAnswer['findings'][number]

export interface ImageProblems {
  readonly show: (image: Uri, findings: readonly Finding[]) => void
  readonly clear: (image: Uri) => void
  readonly dispose: () => void
}

export function createImageProblems(): ImageProblems {
  const collection = languages.createDiagnosticCollection('warden-images')
  return {
    show: (image, findings) =>
      collection.set(
        image,
        findings.map((finding) => problemOf(finding, image)),
      ),
    clear: (image) => collection.delete(image),
    dispose: () => collection.dispose(),
  }
}

/** The row that the address of an image names; undefined for one without. */
export function rowInAddress({ fragment }: Uri): number | undefined {
  const [, row] = /^row-(\d{1,9})$/.exec(fragment) ?? []
  return row === undefined ? undefined : Number(row)
}

function addressOfRow(image: Uri, row: number): Uri {
  return image.with({ fragment: `row-${row}` })
}

function problemOf({ rule, severity, message, row, range, page, related }: Finding, image: Uri): Diagnostic {
  const problem = new Diagnostic(rangeOf(range), message, severities[severity])
  problem.source = 'warden'
  problem.code = page === null ? rule : { value: rule, target: Uri.parse(page) }
  problem.relatedInformation = [
    { uri: addressOfRow(image, row), range, message: l10n.t('its row in the table') },
    ...related.map((place) => ({
      ...place,
      uri: place.row === null ? Uri.parse(place.uri) : addressOfRow(image, place.row),
    })),
  ].map(
    (place) => new DiagnosticRelatedInformation(new Location(place.uri, rangeOf(place.range)), place.message),
  )
  return problem
}

const severities: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

function rangeOf({ start, end }: Finding['range']): Range {
  return new Range(start.line, start.character, end.line, end.character)
}
