import { Link } from '@tanstack/react-router'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { listPictures } from '../contract.ts'

/** Pictures of the activities, newest first; each leads to its record. */
export function PictureWall({
  campaign,
  query,
}: {
  campaign: string
  query: { unit: string; from: string | undefined; to: string | undefined }
}) {
  const {
    query: found,
    items,
    first,
  } = usePages({
    queryKey: ['overview', campaign, 'pictures', query],
    read: (cursor) => callApi(listPictures, { params: { campaign }, query: { ...query, cursor, limit: 12 } }),
  })
  if (found.error) return <ProblemState error={found.error} retry={() => void found.refetch()} />
  if (!first) return <Loading rows={6} />
  return (
    <section className="card stack" aria-label="图片墙">
      <h2>图片墙</h2>
      {items.length === 0 && <p className="quiet">这段时间的记录还没有图片（图片从来不是必须的）。</p>}
      <ul className="wall">
        {items.map((one) => (
          <li key={`${one.activity} ${one.file}`}>
            <Link to={`/activities/${one.activity}` as never}>
              <img
                src={`/api/files/${one.file}/thumbnail`}
                alt={`${one.unit.name}：${one.title}`}
                loading="lazy"
                width={240}
                height={160}
              />
              <span className="wall-title">{one.title}</span>
              <span className="quiet wall-where">
                <span>{one.unit.name}</span> <span>{sayDay(one.day)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <MoreButton query={found} wide>
        更多图片
      </MoreButton>
    </section>
  )
}
