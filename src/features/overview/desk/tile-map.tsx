import type { Amount } from '../contract.ts'
import { chooseStep } from '../rules.ts'
import { sayAmount } from './say-amount.ts'

type Below = Amount & { unit: { code: string; name: string } }

/** Without a map of the units this many are shown at once. */
const shownAtFirst = 12

/** Where units lie to each other, as tiles; those without a place are folded, in directory order. */
export function TileMap({
  map,
  below,
  onPick,
}: {
  map: { unit: string; row: number; column: number }[]
  below: Below[]
  onPick: (code: string) => void
}) {
  const placed = map.flatMap((tile) => {
    const one = below.find((each) => each.unit.code === tile.unit)
    return one ? [{ ...tile, one }] : []
  })
  const rest = below.filter((one) => !placed.some((tile) => tile.unit === one.unit.code))
  const beside = placed.length > 0 ? [] : rest.slice(0, shownAtFirst)
  const folded = rest.slice(beside.length)
  const most = Math.max(...below.map((one) => one.records), 1)
  return (
    <section className="card" aria-label="各单位">
      <h2>各单位</h2>
      <p className="quiet">
        {placed.length > 0 && '方块只示意大致方位，不表示边界。'}
        颜色深浅表示记录条数，按名录顺序排列，不作排名。
      </p>
      {placed.length > 0 && (
        <div className="tiles">
          {placed.map((tile) => (
            <div key={tile.unit} style={{ gridRow: tile.row, gridColumn: tile.column }}>
              <Tile one={tile.one} most={most} onPick={onPick} />
            </div>
          ))}
        </div>
      )}
      <TileList items={beside} most={most} onPick={onPick} />
      {folded.length > 0 && (
        <details className="tiles-rest">
          <summary>其余 {folded.length} 个单位</summary>
          <TileList items={folded} most={most} onPick={onPick} />
        </details>
      )}
    </section>
  )
}

function TileList({ items, most, onPick }: { items: Below[]; most: number; onPick: (code: string) => void }) {
  if (items.length === 0) return null
  return (
    <ul className="tiles-beside">
      {items.map((one) => (
        <li key={one.unit.code}>
          <Tile one={one} most={most} onPick={onPick} />
        </li>
      ))}
    </ul>
  )
}

function Tile({ one, most, onPick }: { one: Below; most: number; onPick: (code: string) => void }) {
  return (
    <button
      type="button"
      className={`tile step-${chooseStep(one.records, most)}`}
      title={sayAmount(one)}
      onClick={() => onPick(one.unit.code)}
    >
      <span>{one.unit.name}</span>
      <span className="digits">
        <span>{one.records} 条</span>
        {one.participants !== null && <small>{one.participants.toLocaleString('zh-CN')} 人次</small>}
      </span>
    </button>
  )
}
