import { Field } from '../../../platform/web/field.tsx'
import type { LiveSetup, RoundSetup } from '../setup.ts'
import { RoundQuestions } from './round-questions.tsx'

const kinds = { required: '必答：各队轮流作答', buzzer: '抢答：先按下者作答', risk: '风险：自选分值' }

type NumberName = 'points' | 'deduct' | 'foul' | 'seconds' | 'buzzSeconds'

export function RoundFields({
  campaign,
  round,
  setup,
  errorAt,
  onChange,
  onMove,
  onRemove,
}: {
  campaign: string
  round: RoundSetup
  setup: LiveSetup
  errorAt: (...path: PropertyKey[]) => string | undefined
  onChange: (round: RoundSetup) => void
  /** One place up. */
  onMove: (() => void) | undefined
  onRemove: () => void
}) {
  const set = (patch: Partial<RoundSetup>) => onChange({ ...round, ...patch })
  const number = (name: NumberName, label: string) => (
    <Field label={label} error={errorAt(name)}>
      {(ids) => (
        <input
          {...ids}
          className="input digits"
          inputMode="numeric"
          value={Number.isNaN(round[name]) ? '' : round[name]}
          onChange={(event) => set({ [name]: readNumber(event.target.value) })}
        />
      )}
    </Field>
  )
  return (
    <section className="card stack" aria-label={round.title}>
      <div className="row-between">
        <h2>{round.title}</h2>
        <div className="row">
          {onMove && (
            <button type="button" className="link-button" onClick={onMove}>
              上移
            </button>
          )}
          <button type="button" className="link-button" onClick={onRemove}>
            去掉这个环节
          </button>
        </div>
      </div>
      <div className="live-pairs">
        <Field label="环节名称" error={errorAt('title')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={20}
              value={round.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
        <Field label="规则" error={errorAt('kind')}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={round.kind}
              onChange={(event) => {
                const kind = event.target.value as RoundSetup['kind']
                const stakes = kind === 'risk' && round.stakes.length === 0 ? [10, 20, 30] : round.stakes
                set({ kind, stakes, tieBreak: kind === 'buzzer' && round.tieBreak })
              }}
            >
              {Object.entries(kinds).map(([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="live-numbers">
        {round.kind === 'risk' ? (
          <Field label="可选分值" error={errorAt('stakes')}>
            {(ids) => (
              <input
                {...ids}
                key={round.id}
                className="input"
                defaultValue={round.stakes.join('、')}
                onBlur={(event) =>
                  set({ stakes: (event.target.value.match(/\d+/g) ?? []).map(Number).slice(0, 6) })
                }
              />
            )}
          </Field>
        ) : (
          <>
            {number('points', '答对加分')}
            {number('deduct', '答错扣分')}
          </>
        )}
        {round.kind === 'buzzer' && number('foul', '抢跑扣分')}
        {round.kind === 'buzzer' && number('buzzSeconds', '抢答时限（秒）')}
        {number('seconds', '答题时限（秒）')}
      </div>
      {round.kind === 'buzzer' && (
        <label className="row">
          <input
            type="checkbox"
            checked={round.tieBreak}
            onChange={(event) => set({ tieBreak: event.target.checked })}
          />
          加赛环节：只在总分相同时进行，得分不计入总分
        </label>
      )}
      <RoundQuestions campaign={campaign} round={round} setup={setup} onChange={set} />
    </section>
  )
}

function readNumber(typed: string): number {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').slice(0, 4)
  return digits === '' ? Number.NaN : Number(digits)
}
