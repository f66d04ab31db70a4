import type { Amount } from '../contract.ts'
import { type Freshness, judgeFreshness } from '../rules.ts'
import { FreshnessSign, freshnessSigns } from './freshness-sign.tsx'
import { sayAmount } from './say-amount.ts'

type Below = Amount & { unit: { code: string; name: string }; lastDay: string | null }

/** Without a map of the units this many are shown at once. */
const shownAtFirst = 12

/**
 * Where units lie to each other, as tiles; those without a place are folded, in directory order. A tile says whether
 * there is something to ask about, not who has more.
 */
export function TileMap({
  map,
  below,
  today,
  onPick,
}: {
  map: { unit: string; row: number; column: number }[]
  below: Below[]
  today: string
  onPick: (code: string) => void
}) {
  const judge = (one: Below) => judgeFreshness(one.lastDay, today)
  const places = new Map(map.map((tile) => [tile.unit, tile]))
  const placed = below.flatMap((one) => {
    const place = places.get(one.unit.code)
    return place ? [{ one, place }] : []
  })
  const rest = below.filter((one) => !places.has(one.unit.code))
  const beside = placed.length > 0 ? [] : rest.slice(0, shownAtFirst)
  const folded = rest.slice(beside.length)
  const list = (items: Below[]) => (
    <ul className="tiles-beside">
      {items.map((one) => (
        <li key={one.unit.code}>
          <Tile one={one} freshness={judge(one)} onPick={onPick} />
        </li>
      ))}
    </ul>
  )
  const silent = folded.filter((one) => judge(one) === 'none').length
  return (
    <section className="card" aria-label="各单位">
      <h2>各单位</h2>
      <p className="quiet">
        {placed.length > 0 && <span className="tiles-help">方块只示意大致方位，不表示边界；</span>}
        按名录顺序排列，不作排名。
      </p>
      <ul className="freshness-legend" aria-label="图例">
        {(Object.keys(freshnessSigns) as Freshness[]).map((freshness) => (
          <li key={freshness}>
            <FreshnessSign freshness={freshness} /> {below.filter((one) => judge(one) === freshness).length}{' '}
            个
          </li>
        ))}
      </ul>
      {placed.length > 0 && (
        <div className="tiles">
          {placed.map(({ one, place }) => (
            <div key={one.unit.code} style={{ gridRow: place.row, gridColumn: place.column }}>
              <Tile one={one} freshness={judge(one)} onPick={onPick} />
            </div>
          ))}
        </div>
      )}
      {beside.length > 0 && list(beside)}
      {folded.length > 0 && (
        <details className="tiles-rest">
          <summary>
            其余 {folded.length} 个单位
            {silent > 0 && `（${silent} 个没有记录）`}
          </summary>
          {list(folded)}
        </details>
      )}
    </section>
  )
}

function Tile({
  one,
  freshness,
  onPick,
}: {
  one: Below
  freshness: Freshness
  onPick: (code: string) => void
}) {
  return (
    <button
      type="button"
      className={`tile tile-${freshness}`}
      title={sayAmount(one)}
      onClick={() => onPick(one.unit.code)}
    >
      <span>{one.unit.name}</span>
      <FreshnessSign freshness={freshness} />
      <span className="digits">
        <span>{one.records} 条</span>
        {one.participants !== null && <small>{one.participants.toLocaleString('zh-CN')} 人次</small>}
      </span>
    </button>
  )
}
