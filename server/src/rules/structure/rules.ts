/** The rules about the structure of a file. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { architectureMismatch } from './architecture-mismatch.ts'
import { architectureMissing } from './architecture-missing.ts'
import { arrayWithoutCount } from './array-without-count.ts'
import { cellIdSet } from './cell-id-set.ts'
import { configTooLarge } from './config-too-large.ts'
import { countOfOtherArray } from './count-of-other-array.ts'
import { countTooLarge } from './count-too-large.ts'
import { countTooSmall } from './count-too-small.ts'
import { countWithoutArray } from './count-without-array.ts'
import { extraGlobalObject } from './extra-global-object.ts'
import { fieldWithoutEffect } from './field-without-effect.ts'
import { imageForeignBytes } from './image-foreign-bytes.ts'
import { imageLayoutUnknown } from './image-layout-unknown.ts'
import { imageSurplus } from './image-surplus.ts'
import { imageTruncated } from './image-truncated.ts'
import { nameDuplicate } from './name-duplicate.ts'
import { nameEmpty } from './name-empty.ts'
import { nameNumeric } from './name-numeric.ts'
import { nameTooLong } from './name-too-long.ts'
import { partialInitializer } from './partial-initializer.ts'
import { rawFlagNumber } from './raw-flag-number.ts'
import { reservedNonzero } from './reserved-nonzero.ts'
import { revisionMismatch } from './revision-mismatch.ts'
import { signatureMismatch } from './signature-mismatch.ts'
import { structCpuSetMissing } from './struct-cpu-set-missing.ts'
import { structDuplicateKind } from './struct-duplicate-kind.ts'
import { structHeaderNotFirst } from './struct-header-not-first.ts'
import { structMemberOrder } from './struct-member-order.ts'
import { structNotPacked } from './struct-not-packed.ts'
import { structUnknownMember } from './struct-unknown-member.ts'
import { unionWrongArch } from './union-wrong-arch.ts'
import { unknownFlagBits } from './unknown-flag-bits.ts'

export const structureRules: readonly Rule[] = [
  architectureMismatch,
  architectureMissing,
  arrayWithoutCount,
  cellIdSet,
  configTooLarge,
  countOfOtherArray,
  countTooLarge,
  countTooSmall,
  countWithoutArray,
  extraGlobalObject,
  fieldWithoutEffect,
  imageForeignBytes,
  imageLayoutUnknown,
  imageSurplus,
  imageTruncated,
  nameDuplicate,
  nameEmpty,
  nameNumeric,
  nameTooLong,
  partialInitializer,
  rawFlagNumber,
  reservedNonzero,
  revisionMismatch,
  signatureMismatch,
  structCpuSetMissing,
  structDuplicateKind,
  structHeaderNotFirst,
  structMemberOrder,
  structNotPacked,
  structUnknownMember,
  unionWrongArch,
  unknownFlagBits,
]
