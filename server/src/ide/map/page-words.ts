/**
 * What the page says by itself, beside what it says of a board: the names of its controls and tables, and what it
 * answers to whoever uses them. In English, unless whoever shows the page has other words for it.
 */

/** `{0}` and `{1}` stand for what is filled in. */
export const englishPageWords = {
  skip: 'Skip the drawing',
  createdCells: 'Created cells',
  address: 'Address',
  find: 'Find',
  zoom: 'Zoom',
  smaller: 'Smaller',
  larger: 'Larger',
  actualSize: 'Actual size',
  fit: 'Fit',
  legend: 'Legend',
  drawing: 'Drawing of {0}; the tables below say the same',
  tables: 'Tables',
  memory: 'Memory',
  memoryCaption: 'Who has which physical memory, by rising address.',
  others: 'Other resources',
  othersCaption: 'Who has what besides memory.',
  from: 'From',
  to: 'To',
  size: 'Size',
  who: 'Who',
  what: 'What',
  access: 'Access',
  how: 'How',
  writtenIn: 'Written in',
  state: 'State',
  resource: 'Resource',
  which: 'Which',
  created: '{0} created.',
  destroyed: '{0} destroyed.',
  destroyedSince: '{0} destroyed: both have {1}.',
  noAddress: 'That is no address in hexadecimal.',
  nothingThere: '{0}: nothing of the board is there.',
  nobodyThere: '{0}: nobody reaches it.',
} as const

export type PageWords = Readonly<Record<keyof typeof englishPageWords, string>>
