import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listClippings } from '../../clippings/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { TextField } from '../../../platform/web/text-field.tsx'
import type { CaseContent } from '../contract.ts'

type Exposure = Pick<CaseContent, 'clipping' | 'outlet' | 'exposedOn'>
type Way = 'clipping' | 'typed' | 'none'

const nowhere: Exposure = { clipping: null, outlet: null, exposedOn: null }

function wayOf(one: Exposure): Way {
  if (one.clipping) return 'clipping'
  return one.outlet !== null || one.exposedOn !== null ? 'typed' : 'none'
}

/** Where the case was made public: a report that is recorded already, an outlet and a day, or nowhere yet. */
export function ExposureInput({
  campaign,
  unit,
  value,
  min,
  max,
  errorAt,
  onChange,
}: {
  campaign: string
  unit: string
  value: Exposure
  min: string
  max: string
  errorAt: (name: string) => string | undefined
  onChange: (value: Exposure) => void
}) {
  const [way, setWay] = useState<Way>(() => wayOf(value))
  const clippings = useQuery({
    queryKey: ['clippings', campaign, 'of', unit],
    queryFn: () => callApi(listClippings, { params: { campaign }, query: { unit, own: 'true', limit: 200 } }),
  })
  const items = clippings.data?.items ?? []
  const choose = (next: Way) => {
    setWay(next)
    onChange(nowhere)
  }
  const option = (name: Way, label: string) => (
    <label className="media-choice">
      <input type="radio" name="exposure" checked={way === name} onChange={() => choose(name)} />
      {label}
    </label>
  )
  return (
    <fieldset className="media-group field">
      <legend>在哪里曝光</legend>
      {option('clipping', '选本单位已记的媒体报道')}
      {option('typed', '直接填媒体和日期')}
      {option('none', '尚未曝光（先存着，曝光后再计入统计）')}
      {way === 'clipping' && (
        <Field label="媒体报道" error={errorAt('clipping')}>
          {(ids) =>
            clippings.data && items.length === 0 ? (
              <p className="quiet">本单位还没有记录媒体报道，可直接填媒体和日期。</p>
            ) : (
              <select
                {...ids}
                className="input"
                value={value.clipping ?? ''}
                onChange={(event) => onChange({ ...nowhere, clipping: event.target.value || null })}
              >
                <option value="">请选择</option>
                {items.map((one) => (
                  <option key={one.id} value={one.id}>
                    {sayDay(one.day)} {one.outlet}《{one.title}》
                  </option>
                ))}
              </select>
            )
          }
        </Field>
      )}
      {way === 'typed' && (
        <div className="media-pair">
          <TextField
            label="曝光媒体"
            error={errorAt('outlet')}
            maxLength={100}
            value={value.outlet ?? ''}
            onChange={(outlet) => onChange({ ...value, clipping: null, outlet: outlet || null })}
          />
          <Field label="曝光日期" error={errorAt('exposedOn')}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                type="date"
                min={min}
                max={max}
                value={value.exposedOn ?? ''}
                onChange={(event) =>
                  onChange({ ...value, clipping: null, exposedOn: event.target.value || null })
                }
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  )
}
