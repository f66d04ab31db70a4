import { Link } from '@tanstack/react-router'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { CountedInto } from '../../clippings/desk/counted-into.tsx'
import { labelOf } from '../../clippings/desk/label-of.ts'
import { RecordedBy } from '../../clippings/desk/record-parts.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import type { CaseView } from '../contract.ts'
import { BasisFindings } from './basis-findings.tsx'

export function CaseFacts({ view, definition }: { view: CaseView; definition: CampaignInBrowser }) {
  const { content, exposure } = view
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
          {content.flags.map((flag) => labelOf(definition.recording.cases?.flags, flag)).join('、') || (
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
        <CountedInto view={view} definition={definition} none="曝光后计入" />
        <RecordedBy view={view} />
      </dl>
    </section>
  )
}
