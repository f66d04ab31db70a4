/** Bytes; a thousand questions take a fifth of it. */
export const bankSheetSizeAtMost = 1024 * 1024
export const questionsImportedAtMost = 2_000
export const bankSheetName = '题目'
export const bankListName = '选项'

export type BankField =
  | 'key'
  | 'bank'
  | 'kind'
  | 'difficulty'
  | 'stem'
  | 'option'
  | 'answer'
  | 'explanation'
  | 'basis'
  | 'source'
  | 'tags'
  | 'given'
  | 'picture'
  | 'alt'

export interface BankColumn {
  field: BankField
  heading: string
  /** In characters. */
  width: number
}

/** The columns of a sheet of questions; they are recognised by heading, wherever they stand. */
export const bankColumns: BankColumn[] = [
  { field: 'key', heading: '代号', width: 20 },
  { field: 'bank', heading: '题库', width: 18 },
  { field: 'kind', heading: '题型', width: 9 },
  { field: 'difficulty', heading: '难度', width: 7 },
  { field: 'stem', heading: '题干', width: 44 },
  ...[...'ABCDEFGH'].map((letter) => ({ field: 'option' as const, heading: `选项${letter}`, width: 18 })),
  { field: 'answer', heading: '答案', width: 14 },
  { field: 'explanation', heading: '解析', width: 44 },
  { field: 'basis', heading: '依据', width: 24 },
  { field: 'source', heading: '来源', width: 20 },
  { field: 'tags', heading: '标签', width: 18 },
  { field: 'given', heading: '情景事实', width: 12 },
  { field: 'picture', heading: '图片', width: 16 },
  { field: 'alt', heading: '图片说明', width: 20 },
]
