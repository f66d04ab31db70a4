import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { readProgress } from '../contract.ts'
import './progress-figures.css'

/** The standard measures, with what they mean. */
export function ProgressFigures({ campaign }: { campaign: string }) {
  const progress = useQuery({
    queryKey: ['progress', campaign],
    queryFn: () => callApi(readProgress, { params: { campaign } }),
    refetchInterval: 60_000,
  })
  return (
    <section className="card progress" aria-labelledby="progress">
      <h2 id="progress">报送进度</h2>
      <QueryState query={progress} rows={2}>
        {(one) => (
          <>
            <dl className="progress-figures">
              <Figure name="应报" value={String(one.expected)} />
              <Figure name="已报" value={String(one.actual)} />
              <Figure name="报送率" value={sayRate(one.reportingRate)} />
              <Figure name="按时报送率" value={sayRate(one.reportingRateOnTime)} />
            </dl>
            <p className="quiet">只计已到期限或已报的应报；报送率＝已报÷应报，按时报送率＝按时报送÷应报。</p>
          </>
        )}
      </QueryState>
    </section>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Rounded down, so that 「100%」 means all of them. */
function sayRate(rate: number | null): string {
  return rate === null ? '—' : `${Math.floor(rate * 1000) / 10}%`
}
