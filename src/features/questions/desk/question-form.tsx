import { type ReactNode, useState } from 'react'
import { Field } from '../../../platform/web/field.tsx'
import type { BankLine } from '../contract.ts'
import { type Question, kindNames, questionSchema } from '../question.ts'
import { difficultyNames } from '../rules.ts'
import { PictureField } from './picture-field.tsx'
import { QuestionPreview } from './question-preview.tsx'
import { type QuestionDraft, readDraft } from './question-draft.ts'

/** The editor beside the question as citizens see it. `errors` are the server's, by path. */
export function QuestionForm({
  start,
  isNew,
  banks,
  errors,
  busy,
  onSave,
}: {
  start: QuestionDraft
  isNew: boolean
  banks: BankLine[]
  errors: Record<string, string>
  busy: boolean
  onSave: (bank: string, question: Question, submit: boolean) => void
}) {
  const [draft, setDraft] = useState(start)
  const [found, setFound] = useState<Record<string, string>>({})
  const set = (change: Partial<QuestionDraft>) => setDraft({ ...draft, ...change })
  const parsed = questionSchema.safeParse(readDraft(draft))
  const said = { ...errors, ...found }
  const save = (submit: boolean) => {
    const wrong = parsed.success
      ? {}
      : Object.fromEntries(parsed.error.issues.map((one) => [String(one.path[0]), one.message]))
    setFound(wrong)
    if (parsed.success) onSave(draft.bank, parsed.data, submit)
  }
  const area = (name: keyof QuestionDraft, label: string, rows: number, help?: ReactNode) => (
    <Field label={label} help={help} error={said[name]}>
      {(ids) => (
        <textarea
          {...ids}
          className="input"
          rows={rows}
          value={draft[name] as string}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  const choose = (
    name: keyof QuestionDraft,
    label: string,
    options: [string, string][],
    disabled = false,
  ) => (
    <Field label={label} error={said[name]}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          disabled={disabled}
          value={draft[name] as string}
          onChange={(event) => set({ [name]: event.target.value })}
        >
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const bank = banks.find((one) => one.key === draft.bank)
  return (
    <div className="question-columns">
      <div className="stack">
        {isNew && (
          <Field label="代号" help="小写字母、数字、连字符，定了不再改，如 law-021-duties" error={said.key}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={draft.key}
                onChange={(event) => set({ key: event.target.value })}
              />
            )}
          </Field>
        )}
        {choose(
          'bank',
          '题库',
          banks.map((one) => [one.key, one.title]),
        )}
        {choose('kind', '题型', Object.entries(kindNames))}
        {area('stem', '题干', 3, draft.kind === 'blank' ? '每个空写四个下划线 ____' : undefined)}
        <PictureField picture={draft.picture} error={said.picture} onChange={(picture) => set({ picture })} />
        {['single', 'multiple', 'order'].includes(draft.kind) &&
          area('options', '选项', 5, draft.kind === 'order' ? '一行一个，按正确的顺序' : '一行一个')}
        {draft.kind === 'judge' &&
          choose('judge', '答案', [
            ['true', '正确'],
            ['false', '错误'],
          ])}
        {draft.kind === 'blank' &&
          area(
            'blanks',
            '答案',
            3,
            '一空一行；几种写法都对的用 ／ 隔开，如 二十／20；写法里本来就有 ／ 或 ； 的，在它前面加 \\，如 m\\/s',
          )}
        {(draft.kind === 'single' || draft.kind === 'multiple') && (
          <Field
            label="答案"
            help={draft.kind === 'single' ? '一个字母，如 B' : '字母，如 ACD'}
            error={said.answer ?? said.answers}
          >
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={draft.letters}
                onChange={(event) => set({ letters: event.target.value.toUpperCase() })}
              />
            )}
          </Field>
        )}
        {area('explanation', '解析', 3, '为什么；写出决定性的数字或机构')}
        {area(
          'given',
          '情景事实',
          2,
          '题干里自己设的数，如 120人；条文里不会有，核对时跳过。一行一个，可不填',
        )}
        {area('basis', '法条依据', 2, '一行一条，写作“安全生产法 第二十一条”')}
        <Field label="来源" help="不是法条的，写标准或指南的名称" error={said.source}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              value={draft.source}
              onChange={(event) => set({ source: event.target.value })}
            />
          )}
        </Field>
        <fieldset className="question-tags">
          <legend>标签</legend>
          {Object.entries(bank?.tags ?? {}).map(([tag, label]) => (
            <label key={tag}>
              <input
                type="checkbox"
                checked={draft.tags.includes(tag)}
                onChange={(event) =>
                  set({
                    tags: event.target.checked
                      ? [...draft.tags, tag]
                      : draft.tags.filter((one) => one !== tag),
                  })
                }
              />
              {label}
            </label>
          ))}
          {said.tags && <p className="field-error">{said.tags}</p>}
        </fieldset>
        {choose(
          'difficulty',
          '难度',
          difficultyNames.map((label, at) => [String(at + 1), label]),
        )}
        <div className="row">
          <button type="button" className="button button-primary" disabled={busy} onClick={() => save(true)}>
            保存并送审
          </button>
          <button type="button" className="button" disabled={busy} onClick={() => save(false)}>
            存为草稿
          </button>
        </div>
      </div>
      {parsed.success ? (
        <QuestionPreview question={parsed.data} />
      ) : (
        <p className="quiet question-phone">填完后，这里是手机上的样子。</p>
      )}
    </div>
  )
}
