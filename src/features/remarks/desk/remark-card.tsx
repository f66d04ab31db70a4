import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import { type RemarkSide, type RemarkView, settleRemark } from '../contract.ts'
import { SettleForm } from './settle-form.tsx'

/** A doubt in a sentence, both sides next to each other, and the note that settles it. */
export function RemarkCard({
  campaign,
  remark,
  maySettle,
}: {
  campaign: string
  remark: RemarkView
  maySettle: boolean
}) {
  return (
    <article className="card stack remark" aria-label={remark.sentence}>
      <p className="remark-sentence">
        <span aria-hidden="true">⚑ </span>
        {remark.sentence}
      </p>
      <div className={remark.other ? 'remark-sides' : undefined}>
        <Side side={remark.about} label={remark.other ? '这一份' : undefined} />
        {remark.other && <Side side={remark.other} label="以前的一份" />}
      </div>
      {remark.settled ? (
        <p className="quiet">
          已办结：{remark.settled.note}（{remark.settled.by}，<When at={remark.settled.at} />）
        </p>
      ) : (
        maySettle && <SettleRemark campaign={campaign} remark={remark} />
      )}
    </article>
  )
}

function Side({ side, label }: { side: RemarkSide; label: string | undefined }) {
  const to = side.subject === 'activity' ? `/activities/${side.id}` : `/submissions/${side.id}`
  return (
    <div className="remark-side">
      {label && <p className="quiet">{label}</p>}
      <p>
        <Link to={to as never}>{side.title}</Link>
        <span className="quiet remark-where">
          {side.unit.name} · {sayDay(side.day)}
        </span>
      </p>
      {side.picture && (
        <a href={`/api/files/${side.picture}/content`} target="_blank" rel="noreferrer">
          <img src={`/api/files/${side.picture}/thumbnail`} alt={`${side.unit.name}的图片`} loading="lazy" />
        </a>
      )}
      {side.picture && side.takenAt && (
        <p className="quiet">拍摄于 {side.takenAt.slice(0, 16).replace('T', ' ')}（相机时间）</p>
      )}
      {side.text && <p className="remark-text">{side.text}</p>}
    </div>
  )
}

function SettleRemark({ campaign, remark }: { campaign: string; remark: RemarkView }) {
  const client = useQueryClient()
  return (
    <SettleForm
      placeholder="如：已电话核实，系两单位共用活动照片"
      settle={(note) => callApi(settleRemark, { params: { campaign, remark: remark.id }, body: { note } })}
      onSettled={() => {
        void client.invalidateQueries({ queryKey: ['remarks', campaign] })
        // The inbox says how many doubts a report has.
        void client.invalidateQueries({ queryKey: ['inbox', campaign] })
        notify('已办结这条提示。')
      }}
    />
  )
}
