import { useEffect, useRef } from 'react'
import type { CampaignDefinition, Form } from '../../campaign/definition.ts'
import { When } from '../../../platform/web/when.tsx'
import type { ReportContent } from '../content.ts'
import { findDifferences } from '../rules.ts'
import type { OtherDraft } from './draft-keeper.ts'

/** Two people, or two windows, wrote the same draft: both are shown and one is chosen. */
export function DraftConflict({
  mine,
  other,
  form,
  definition,
  keepMine,
  takeOther,
}: {
  mine: ReportContent
  other: OtherDraft | null
  form: Form
  definition: CampaignDefinition
  keepMine: () => void
  takeOther: () => void
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const rows = other ? findDifferences(other.content, mine, form, definition) : []
  return (
    <section className="notice notice-amber stack" aria-labelledby="conflict-heading">
      <h2 id="conflict-heading" tabIndex={-1} ref={heading}>
        这份草稿有两个版本，请选择保留哪一份
      </h2>
      {other ? (
        <>
          <p>
            服务器上的一份{other.savedBy && `由 ${other.savedBy} `}
            {other.savedAt && (
              <>
                于 <When at={other.savedAt} /> 保存
              </>
            )}
            ；本机的一份是您刚才填写的。{rows.length === 0 ? '两份内容相同。' : '不同之处：'}
          </p>
          {rows.length > 0 && (
            <div className="table-frame">
              <table className="table conflict-table">
                <thead>
                  <tr>
                    <th scope="col">项目</th>
                    <th scope="col">服务器上的</th>
                    <th scope="col">我填的</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.path}>
                      <th scope="row">{row.label}</th>
                      <td>{row.before || '（空）'}</td>
                      <td>{row.after || '（空）'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      ) : (
        <p>服务器上已没有原来的草稿，可能刚刚有人报送。请先刷新看一看；也可以把我填的另存为草稿。</p>
      )}
      <div className="row">
        <button type="button" className="button button-primary" onClick={keepMine}>
          保留我填的
        </button>
        {other ? (
          <button type="button" className="button" onClick={takeOther}>
            用服务器上的
          </button>
        ) : (
          <button type="button" className="button" onClick={() => window.location.reload()}>
            刷新
          </button>
        )}
      </div>
    </section>
  )
}
