/**
 * What the complaints of the C front end mean, for the people who get them: the counterpart of a rule's `docs`. The
 * front end itself knows C only; what follows for a config is said here.
 */
import type { ComplaintCode } from '../c/complaint.ts'

export interface ComplaintDocs {
  /** What is wrong, in a sentence or two. */
  readonly what: string
  /** What Warden makes of the rest of the file, and what to look for. */
  readonly then: string
  /** A fragment as in the documentation of a rule; absent where one would be too long. It is run as a test. */
  readonly example?: string
}

const smallestConfig = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .cell.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
  .cell.architecture = JAILHOUSE_ARM64,
  .cell.revision = JAILHOUSE_CONFIG_REVISION,
  .cell.name = "smallest",
  .cell.cpu_set_size = sizeof(config.cpus),
  .cpus = { 0b10 },
};`

export const complaintDocs: Readonly<Record<ComplaintCode, ComplaintDocs>> = {
  'c-syntax': {
    what: 'The text is no C at this place: a bracket, a comma or a quotation mark is missing, or there is one too many.',
    then:
      'Reading resumes at the next comma, brace or semicolon, so the rest of the file is still checked. The place ' +
      'is where the text stops making sense; the slip itself is often just before it.',
    example: '.mem_regions = {\n  { .phys_start = 0x1000 .size = 0x1000 },\n},',
  },
  'c-include-not-found': {
    what: 'An included file is in none of the folders that are searched.',
    then:
      'Whatever the file defines is missing, so names and types out of it are not known either. A file inside a ' +
      'Jailhouse source tree is read with the headers of that tree, any other file with the interface that is ' +
      'built into Warden; further folders are given with the setting `includePaths` or the option `-I`. Files ' +
      'outside of the workspace, the tree and these folders are never read.',
    example: `#include "board-addresses.h"
${smallestConfig}`,
  },
  'c-directive': {
    what:
      'A line that begins with `#` is no preprocessor directive, is not written as one should be, or a conditional ' +
      'group has no end.',
    then: 'The line is skipped. A group without `#endif` ends with its file.',
    example: '#inclde "board-addresses.h"\n.cell.name = "motor",',
  },
  'c-error-directive': {
    what: 'The preprocessor came to an `#error` or a `#warning`: the author of that file wanted this not to pass unnoticed.',
    then:
      'The text behind the directive says what is wrong. Reading goes on, but values behind an `#error` may not mean ' +
      'what they should. A macro that the build passes is given with the setting `defines` or the option `-D`.',
    example: '#ifndef RAM_BASE\n#error RAM_BASE has to be defined\n#endif\n.cell.name = "motor",',
  },
  'c-macro-call': {
    what:
      'A macro is called with the wrong number of arguments or without a closing parenthesis, or `##` joins two ' +
      'pieces that do not make one word.',
    then:
      'gcc refuses the file. Warden reads missing arguments as empty and leaves out surplus ones, so that the rest of ' +
      'the file can be checked; what comes out of the call itself should not be trusted.',
    example:
      '#define PAGES(count) ((count) * 0x1000)\n.mem_regions = {\n  { .virt_start = 0x1000, .size = PAGES(2, 4) },\n},',
  },
  'c-macro-redefined': {
    what: 'A macro is defined a second time, with another meaning and without an `#undef` in between.',
    then:
      'From here on the new definition counts, as it does for gcc, which warns as well. Uses above and below the ' +
      'line mean different things; in a config that is nearly always a copy whose name was not changed.',
    example: '#define UART_BASE 0x90000000\n#define UART_BASE 0x90001000\n.cell.console.address = UART_BASE,',
  },
  'c-unknown-name': {
    what: 'A name is neither a macro nor a constant of the file and the headers that it includes.',
    then:
      'The value is unknown, and no rule draws a conclusion from it. gcc refuses the file. Look for a slip of the ' +
      'keyboard, a header that is not included, or a Jailhouse revision that does not have the name yet.',
    example: '.cell.flags = JAILHOUSE_CELL_PASIVE_COMMREG,',
  },
  'c-unknown-field': {
    what: 'A struct has no field of this name.',
    then:
      'The initialiser is dropped, so the field that was meant stays zero for Warden. gcc refuses the file. ' +
      'Fields come and go with the revision of the Jailhouse headers: a config for another revision shows itself here.',
    example: '.mem_regions = {\n  { .phys_addr = 0x1000, .virt_start = 0x1000, .size = 0x1000 },\n},',
  },
  'c-type': {
    what:
      'A type is used that is not defined, an array has no possible length, an index lies outside of its array, or ' +
      'a bit-field is too wide.',
    then:
      'An object whose size is not known has no layout, so nothing behind it can be placed. When the header with ' +
      'the type is not found either, that is the fault to mend first.',
    example:
      '.mem_regions = {\n  [0] = { .virt_start = 0x1000, .size = 0x1000 },\n  [-1] = { .virt_start = 0x2000, .size = 0x1000 },\n},',
  },
  'c-excess-initializer': {
    what: 'There are more initialisers than the array has elements or the struct has fields.',
    then:
      'What has no room is dropped, by gcc too, which warns. In a config an array was made longer without changing ' +
      'its declared length, and the last elements do not exist for the hypervisor.',
    example: '.mem_regions = {\n  { 0x1000, 0x1000, 0x1000, JAILHOUSE_MEM_READ, JAILHOUSE_MEM_WRITE },\n},',
  },
  'c-scalar-braces': {
    what: 'Braces stand around the value of a field that is a number, not a struct or an array.',
    then:
      'The value is taken as if they were not there, and gcc warns. There is often one pair of braces too many, or ' +
      'the type of the field has changed between two Jailhouse revisions.',
    example: '.cell.id = { 3 },',
  },
  'c-overflow': {
    what: 'A constant is computed in a signed type, mostly `int`, and the result does not fit into it.',
    then:
      'C does not say what the result is. gcc stores what is left of it, as Warden does, and warns. The size of the ' +
      'field that the value is for does not matter: `0x7fffffff + 1` is negative, also when it goes into 64 bits.',
    example:
      '.mem_regions = {\n  { .phys_start = 0x7fffffff + 1, .virt_start = 0x1000, .size = 0x1000 },\n},',
  },
  'c-constant': {
    what: 'A `_Static_assert` does not hold, or a value is no constant.',
    then:
      'gcc refuses the file. The text of an assertion says what its author wanted to be sure of; reading goes on ' +
      'as if it held. A value that is no constant is unknown, and no rule draws a conclusion from it.',
    example: `${smallestConfig}
_Static_assert(sizeof(config.cpus) == 16, "one bit for each of 128 CPUs");`,
  },
  'c-limit': {
    what:
      'The file is larger or more deeply nested than Warden follows: included files, macros, parentheses, or the ' +
      'length of an array.',
    then:
      'What lies beyond the limit is not checked. No config in use comes near one of the limits, so usually ' +
      'something includes or calls itself. They keep a broken file from stopping the editor.',
  },
  'initializer-overridden': {
    what: 'A field or an array element is given a value twice within the same braces.',
    then:
      'The later value counts. gcc says so with `-Wextra` only, so the earlier one disappears silently in the usual ' +
      'build. The same happens where a GNU range such as `[0 ... 3]` covers an element that has a value. Quick fixes ' +
      'delete the one or the other, where the two are written alike.',
    example: '.mem_regions = {\n  { .virt_start = 0x1000, .size = 0x1000, .virt_start = 0x2000 },\n},',
  },
  'value-truncated': {
    what: 'A constant is larger than the field that it is stored in, so that its upper bits are lost.',
    then:
      'The hypervisor sees what is left; gcc warns. A value that means the same with another sign is none: `-1` sets ' +
      'all bits of a field. `PIO_RANGE(0, 0x10000)` is the usual case: the length has 16 bits, and zero is stored. ' +
      '`warden build` writes what gcc writes.',
    example: '.cell.num_pio_regions = 1,\n.pio_regions = {\n  { .base = 0x3f8, .length = 0x10008 },\n},',
  },
  'shift-out-of-range': {
    what:
      'A number is shifted by more bits than it has, by a negative number, out of its type, or to the left while it ' +
      'is negative.',
    then:
      'C does not say what comes of it; gcc warns and mostly makes zero of it, so a bit of a bitmap is not set. A ' +
      'number without a suffix has 32 bits: `1 << 40` is not bit 40, `1ULL << 40` is. `1 << 31` is fine.',
    example: '.cpus = { 0b10 | 1 << 40 },',
  },
}
