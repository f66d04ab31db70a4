import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { listMissing } from '../contract.ts'
import { StateSign } from './state-sign.tsx'

/** One period of a task. */
export interface Chased {
  task: string
  period: string
  periodTitle: string
}

/** Who is missing, with telephone numbers to tap and a text for the group chat. */
export function ChaseDialog({
  campaign,
  period,
  onClose,
}: {
  campaign: string
  period: Chased
  onClose: () => void
}) {
  const missing = useQuery({
    queryKey: ['missing', campaign, period.task, period.period],
    queryFn: () =>
      callApi(listMissing, {
        params: { campaign },
        query: { task: period.task, period: period.period },
      }),
    staleTime: 0,
  })
  return (
    <Dialog title={`催报 · ${period.periodTitle}`} onClose={onClose}>
      <QueryState query={missing} rows={6}>
        {(list) => (
          <div className="stack">
            {list.units.length === 0 ? (
              <p>都已报送。</p>
            ) : (
              <>
                <textarea className="input" rows={4} readOnly value={list.text} aria-label="催报文字" />
                <div>
                  <button
                    type="button"
                    className="button button-primary"
                    onClick={() => void copy(list.text)}
                  >
                    复制文字
                  </button>
                </div>
              </>
            )}
            <ul className="plain-list" style={{ gap: 0 }}>
              {list.units.map((unit) => (
                <li key={unit.code} className="list-line">
                  <span className="row">
                    <StateSign state={unit.state} />
                    {unit.name}
                  </span>
                  <span>
                    {unit.liaisons.length === 0 && <span className="quiet">未报联络员</span>}
                    {unit.liaisons.map((person) => (
                      <span key={person.name + person.mobile} className="row">
                        {person.name}
                        <a href={`tel:${person.mobile || person.officePhone}`}>
                          {person.mobile || person.officePhone}
                        </a>
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </QueryState>
    </Dialog>
  )
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify('已复制，可粘贴到工作群。')
  } catch {
    notify('浏览器不允许复制，请在文字框中全选后复制。', { kind: 'problem' })
  }
}
