import { Link } from '@tanstack/react-router'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { CountedInto } from '../../clippings/desk/counted-into.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import type { CaseView } from '../contract.ts'
import { BasisFindings } from './basis-findings.tsx'

export function CaseFacts({ view, definition }: { view: CaseView; definition: CampaignInBrowser }) {
  const { content, exposure } = view
  const labels = new Map(definition.recording.cases?.flags.map((one) => [one.value, one.label]))
  return (
    <section className="card">
      <dl className="media-facts">
        <dt>违法事实</dt>
        <dd>{content.facts}</dd>
        {content.decidedOn && (
          <>
            <dt>处罚决定</dt>
            <dd>{sayDay(content.decidedOn)}</dd>
          </>
        )}
        {(content.penalty || content.amount !== null) && (
          <>
            <dt>处理结果</dt>
            <dd>
              {content.penalty}
              {content.amount !== null && <div>罚没金额 {content.amount.toLocaleString('zh-CN')} 元</div>}
            </dd>
          </>
        )}
        <dt>法律依据</dt>
        <dd>
          {content.bases.length === 0 && <span className="quiet">未填</span>}
          {content.bases.map((basis, index) => (
            <div key={index} className="media-basis">
              <span>{basis}</span>
              <BasisFindings findings={view.findings[index] ?? []} />
            </div>
          ))}
        </dd>
        <dt>情形</dt>
        <dd>
          {content.flags.map((flag) => labels.get(flag) ?? flag).join('、') || (
            <span className="quiet">未标注</span>
          )}
        </dd>
        <dt>曝光</dt>
        <dd>
          {exposure === null ? (
            <span className="quiet">尚未曝光</span>
          ) : (
            <>
              {exposure.outlet}，{sayDay(exposure.day)}
              {exposure.clipping && (
                <div>
                  <Link
                    to={'/clippings/$clipping' as never}
                    params={{ clipping: exposure.clipping.id } as never}
                  >
                    {exposure.clipping.title}
                  </Link>
                </div>
              )}
            </>
          )}
        </dd>
        <dt>计入统计</dt>
        <dd>
          {view.deletedAt !== null ? (
            '已删除，不计入'
          ) : (
            <CountedInto counts={view.counts} definition={definition} none="曝光后计入" />
          )}
        </dd>
        <dt>记录</dt>
        <dd>
          {view.createdBy}，<When at={view.createdAt} />
          {view.version > 1 && (
            <>
              ；最近修改 <When at={view.changedAt} />
            </>
          )}
        </dd>
      </dl>
    </section>
  )
}
