import { useState } from 'react'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import type { HostAction } from '../act.ts'
import { liveEventsXlsx, liveResultDocx, replaceLiveLink } from '../contract.ts'
import type { HostMoment } from '../moment.ts'
import type { LiveSetup } from '../setup.ts'
import { AdjustForm } from './adjust-form.tsx'
import { QrCode } from './buzzer-links.tsx'

/** What is seldom needed: another telephone, a correction, the end. */
export function HostTools({
  params,
  setup,
  moment,
  busy,
  act,
}: {
  params: { campaign: string; live: string }
  setup: LiveSetup
  moment: HostMoment
  busy: boolean
  act: (action: HostAction) => Promise<boolean>
}) {
  const [open, setOpen] = useState<'adjust' | 'telephone' | 'end' | null>(null)
  const [code, setCode] = useState<{ name: string; url: string } | null>(null)
  const [count, setCount] = useState(setup.contest !== null)
  const { phase } = moment.state
  const isAsking = moment.state.asking !== null && phase !== 'answered'
  const close = () => {
    setOpen(null)
    setCode(null)
  }
  async function replace(team: string): Promise<void> {
    try {
      setCode(await callApi(replaceLiveLink, { params: { ...params, team } }))
    } catch (error) {
      notify((error as Error).message, { kind: 'problem' })
    }
  }
  return (
    <div className="row host-tools">
      <button type="button" className="button button-small" onClick={() => setOpen('adjust')}>
        调整得分
      </button>
      <button type="button" className="button button-small" onClick={() => setOpen('telephone')}>
        换手机
      </button>
      {moment.mayRedo !== null && (
        <button
          type="button"
          className="button button-small"
          disabled={busy}
          onClick={() => void act({ do: 'take-back', event: moment.mayRedo! })}
        >
          恢复刚撤回的
        </button>
      )}
      {phase !== 'ready' && phase !== 'ended' && (
        <button
          type="button"
          className="button button-small"
          disabled={busy || isAsking}
          onClick={() => setOpen('end')}
        >
          结束比赛
        </button>
      )}
      {phase !== 'ready' && (
        <>
          <button
            type="button"
            className="button button-small"
            disabled={busy}
            onClick={() => {
              if (window.confirm('清空得分和进度，从头开始？（过程记录仍保留，可以撤回）'))
                void act({ do: 'restart' })
            }}
          >
            清空重来
          </button>
          <a href={urlOf(liveResultDocx, params)}>成绩单</a>
          <a href={urlOf(liveEventsXlsx, params)}>过程记录表</a>
        </>
      )}
      {open === 'adjust' && (
        <Dialog title="调整得分" onClose={close}>
          <AdjustForm
            setup={setup}
            busy={busy}
            onSend={async (action) => {
              if (await act(action)) close()
            }}
          />
        </Dialog>
      )}
      {open === 'telephone' && (
        <Dialog title="换手机" onClose={close}>
          {code ? (
            <div className="stack">
              <p>请{code.name}用新手机扫码加入。原来的手机已失效。</p>
              <QrCode text={code.url} label={`${code.name}新的抢答器二维码`} />
            </div>
          ) : (
            <div className="stack">
              <p>选择队伍后，原来的手机立即失效，并显示新的二维码。</p>
              {setup.teams.map((team) => (
                <button key={team.id} type="button" className="button" onClick={() => void replace(team.id)}>
                  {team.name}
                </button>
              ))}
            </div>
          )}
        </Dialog>
      )}
      {open === 'end' && (
        <Dialog title="结束比赛" onClose={close}>
          <div className="stack">
            <p>大屏将显示名次。结束后可以撤回。</p>
            {setup.contest !== null && (
              <label className="row">
                <input type="checkbox" checked={count} onChange={(event) => setCount(event.target.checked)} />
                计入竞赛场次 1 场
              </label>
            )}
            <div>
              <button
                type="button"
                className="button button-primary"
                disabled={busy}
                data-first-focus
                onClick={async () => {
                  if (await act({ do: 'end', count })) close()
                }}
              >
                结束比赛
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}
