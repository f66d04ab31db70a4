import { z } from 'zod'

/** A slug that never changes: papers, attempts and statistics of a question hold on to it. */
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '代号只用小写字母、数字和连字符')
const line = z.string().trim().min(1, '不能为空').max(500, '不超过500字')
const option = z.string().trim().min(1, '选项不能为空').max(200, '选项不超过200字')

/** Of a file in `questions/pictures/`. */
export const pictureFile = z.string().regex(/^[a-z0-9-]+\.(svg|png|jpg|webp)$/)

const common = {
  key,
  stem: line,
  /** File in `questions/pictures/`, with what it shows for those who cannot see it. */
  picture: z.object({ file: pictureFile, alt: line }).optional(),
  explanation: line,
  /** Articles behind the answer, 「安全生产法 第二十一条」; checked against texts of laws. */
  basis: z
    .array(
      z
        .string()
        .regex(/^\S+ 第[一二三四五六七八九十百零]+条(之[一二三四五六七八九十])?$/, '写作“法律名 第几条”'),
    )
    .default([]),
  /** Where the fact comes from when it is not an article: a standard, an official guide. */
  source: z.string().trim().min(2).max(200).optional(),
  /** Facts of the stem's made-up situation that no article has, as they are written there: 「120人」, 「119」. */
  given: z.array(z.string().trim().min(1).max(40)).max(8).optional(),
  tags: z.array(key).min(1, '至少一个标签').max(6),
  /** 1 easy, 2 middle, 3 hard. */
  difficulty: z.number().int().min(1).max(3),
}

/** One question of a bank. Numbers in answers count from 1, as on paper (A is 1). */
export const questionSchema = z
  .discriminatedUnion('kind', [
    z.object({
      ...common,
      kind: z.literal('single'),
      options: z.array(option).min(3).max(6),
      answer: z.number().int().min(1),
    }),
    z.object({
      ...common,
      kind: z.literal('multiple'),
      options: z.array(option).min(4).max(8),
      answers: z.array(z.number().int().min(1)).min(2),
    }),
    z.object({ ...common, kind: z.literal('judge'), answer: z.boolean() }),
    /** Each `____` in the stem is a blank; each blank has one or more accepted answers. */
    z.object({ ...common, kind: z.literal('blank'), blanks: z.array(z.array(option).min(1)).min(1).max(4) }),
    /** Options stand in their right order. */
    z.object({ ...common, kind: z.literal('order'), options: z.array(option).min(3).max(6) }),
  ])
  .superRefine((question, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (question.basis.length === 0 && !question.source) complain('basis', '写明法条依据或来源')
    for (const fact of question.given ?? [])
      if (!question.stem.includes(fact)) complain('given', `题干里没有“${fact}”`)
    if ('options' in question && new Set(question.options).size < question.options.length)
      complain('options', '选项有重复')
    if (question.kind === 'single' && question.answer > question.options.length)
      complain('answer', '答案不是所列选项')
    if (question.kind === 'multiple') {
      if (question.answers.some((number) => number > question.options.length))
        complain('answers', '答案不是所列选项')
      if (new Set(question.answers).size < question.answers.length) complain('answers', '答案有重复')
    }
    if (question.kind === 'blank' && question.stem.split('____').length - 1 !== question.blanks.length)
      complain('blanks', '空的个数与题干中的“____”不一致')
  })

export type Question = z.infer<typeof questionSchema>

/** A file of a bank, `questions/<key>.yaml`. */
export const bankFileSchema = z.object({
  key,
  title: z.string().trim().min(2).max(60),
  /** Meaning of the tags that its questions carry. */
  tags: z.record(z.string(), z.string()),
  questions: z.array(questionSchema).min(1),
})

export type BankFile = z.infer<typeof bankFileSchema>

export const kindNames: Record<Question['kind'], string> = {
  single: '单选题',
  multiple: '多选题',
  judge: '判断题',
  blank: '填空题',
  order: '排序题',
}
