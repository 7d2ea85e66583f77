/**
 * What can be wrong with a project file, `warden.json`, for the people who wrote it: the counterpart of a rule's
 * `docs`. These findings come from no rule, but are named, explained and switched off like those of rules.
 */

export interface ProjectDocs {
  /** What is wrong, in a sentence or two. */
  readonly what: string
  /** What Warden makes of the rest of the file, and what to look for. */
  readonly then: string
  /**
   * A project file with the fault, beside the configs `tern.c`, `tern-linux.c` and `tern-control.c` of one board.
   * It is run as a test.
   */
  readonly example: string
}

export const projectDocs = {
  'project-syntax': {
    what: 'The project file is no JSON: a comma, a bracket or a quotation mark is missing, or there is one too many.',
    then:
      'Comments and commas behind the last element are allowed, all else is as in JSON. The command line checks ' +
      'nothing until it is mended, and ends with the status 2; an editor goes on with what can be read.',
    example: '{\n  "boards": [{ "root": "tern.c" "cells": ["tern-*.c"] }]\n}',
  },
  'project-type': {
    what: 'A value in the project file is of the wrong type, is none of the values that are possible, or is missing.',
    then:
      'The command line checks nothing until it is mended, and ends with the status 2; an editor leaves out the ' +
      'entry, and the whole board where it is a part of one.',
    example: '{\n  "includePaths": "include"\n}',
  },
  'project-unknown-key': {
    what: 'The project file has a key that Warden does not know.',
    then: 'It is left out. A key of a newer release is unknown to an older one.',
    example: '{\n  "boards": [{ "root": "tern.c", "cells": ["tern-*.c"], "concurent": [] }]\n}',
  },
  'project-duplicate-key': {
    what: 'A key stands in the same object of the project file twice.',
    then: 'The last one counts, as in all of JSON, and what the others say is lost.',
    example: '{\n  "rules": { "gic-mapped": "hint" },\n  "rules": { "gic-bases": "hint" }\n}',
  },
  'project-unknown-rule': {
    what: 'The project file gives a severity to a rule that does not exist.',
    then: 'The entry has no effect. `warden rules` lists the names.',
    example: '{\n  "rules": { "gic-maped": "off" }\n}',
  },
  'project-no-file': {
    what: 'A path in the project file leads to nothing, or a pattern matches no file.',
    then:
      'Paths begin at the folder of the project file. Boards are made of files in this folder and below, without ' +
      'those that have a project file of their own nearer to them. A board without its root is left out; a pattern ' +
      'without files is only a warning, since the files may come later. A pattern is looked for among 50,000 files; ' +
      'with a folder in front of it that is enough anywhere.',
    example: '{\n  "boards": [{ "root": "trn.c", "cells": ["tern-*.c"] }]\n}',
  },
  'project-no-tree': {
    what: 'The folder that the key `headers` names is no Jailhouse source tree.',
    then:
      'There is no `include/jailhouse/cell-config.h` in it, so hardly anything in the configs is known. Without ' +
      'the key the tree around a config is used, or the interface that is built into Warden.',
    example: '{\n  "headers": "."\n}',
  },
  'project-wrong-kind': {
    what: 'A file is pinned as root and is no root configuration, or is pinned as cell by its name and is no cell.',
    then:
      'A root configuration defines a `struct jailhouse_system`, a cell a `struct jailhouse_cell_desc`. Files that ' +
      'only a pattern matches may be anything; those that are no cells are passed over.',
    example: '{\n  "boards": [{ "root": "tern-linux.c", "cells": ["tern-control.c"] }]\n}',
  },
  'project-pinned-twice': {
    what: 'A file is on two boards, or is the root of two.',
    then: 'It stays on the first one. A pattern that matches too much can be written more narrowly, or as names.',
    example:
      '{\n  "boards": [\n    { "root": "tern.c", "cells": ["tern-*.c"] },\n    { "root": "tern.c", "cells": ["tern-linux.c"] },\n  ]\n}',
  },
  'project-no-uart': {
    what: 'The root cell of a board has nothing at the address that `rootConsole` gives.',
    then:
      'Linux cannot print to what its cell does not have, so the address is mistyped, or the root configuration lacks the ' +
      'UART. `root-console-taken` finds nothing. On x86 an address below 0x10000 is looked for among the I/O ports.',
    example: '{\n  "boards": [{ "root": "tern.c", "cells": ["tern-*.c"], "rootConsole": "0xf0000000" }]\n}',
  },
  'project-not-on-board': {
    what: 'A set of concurrent cells names a file that is no cell of the board.',
    then:
      'The rest of the set counts. A cell is named by its file name, or by its path where several have the same ' +
      'name; it has to be among those that `cells` names.',
    example:
      '{\n  "boards": [\n    {\n      "root": "tern.c", "cells": ["tern-*.c"],\n      "concurrent": [["tern-linux.c", "tern-controll.c"]],\n    },\n  ]\n}',
  },
} as const satisfies Record<string, ProjectDocs>

export type ProjectCode = keyof typeof projectDocs
