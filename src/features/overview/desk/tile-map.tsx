import type { Amount } from '../contract.ts'
import { chooseStep } from '../rules.ts'
import { sayAmount } from './say-amount.ts'

type Below = Amount & { unit: { code: string; name: string } }

/** Where units lie to each other, as tiles; those without a place stand beside in directory order. */
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
  const others = below.filter((one) => !placed.some((tile) => tile.unit === one.unit.code))
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
      {others.length > 0 && (
        <ul className="tiles-beside">
          {others.map((one) => (
            <li key={one.unit.code}>
              <Tile one={one} most={most} onPick={onPick} />
            </li>
          ))}
        </ul>
      )}
    </section>
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
        {one.records} 条
        {one.participants !== null && <small> · {one.participants.toLocaleString('zh-CN')} 人次</small>}
      </span>
    </button>
  )
}
