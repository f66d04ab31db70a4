import { useQuery } from '@tanstack/react-query'
import { encode } from 'uqr'
import { callApi } from '../../../platform/web/call-api.ts'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { readLiveLinks } from '../contract.ts'

/** The link of each team as a code to scan, one to a sheet when printed. */
export function BuzzerLinks({
  params,
  title,
}: {
  params: { campaign: string; live: string }
  title: string
}) {
  const query = useQuery({
    queryKey: ['live-links', params.live],
    queryFn: () => callApi(readLiveLinks, { params }),
  })
  return (
    <section className="card stack live-links" aria-label="大屏和抢答器">
      <h2 className="no-print">大屏和抢答器</h2>
      <QueryState query={query} rows={4}>
        {({ screen, items }) => (
          <>
            {isOnlyHere(screen) && (
              <p className="notice notice-amber no-print">
                您是用本机地址打开的，手机扫码会打不开。请用本机在局域网中的地址（如
                http://192.168.1.10:8080）打开本页再印二维码；服务器要以 HOST=0.0.0.0 启动，或设置
                PUBLIC_URL。
              </p>
            )}
            <p className="no-print">
              大屏：<a href={screen}>{screen}</a>（在接投影的电脑上打开，按全屏）
            </p>
            <p className="quiet no-print">
              每队一个二维码，由队长用一部手机扫码加入。顺序以信号到达服务器的先后为准，各手机应接同一个无线网络。
            </p>
            <ul className="live-codes">
              {items.map((one) => (
                <li key={one.team}>
                  <strong>{one.name}</strong>
                  <QrCode text={one.url} label={`${one.name}抢答器二维码`} />
                  <span className="quiet">{title}抢答器，只给本队队长</span>
                </li>
              ))}
            </ul>
            {items.length > 0 && (
              <div className="no-print">
                <button type="button" className="button" onClick={() => window.print()}>
                  打印二维码
                </button>
              </div>
            )}
          </>
        )}
      </QueryState>
    </section>
  )
}

export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className="live-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join('')} fill="#000" />
    </svg>
  )
}

function isOnlyHere(address: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(new URL(address).host)
}
