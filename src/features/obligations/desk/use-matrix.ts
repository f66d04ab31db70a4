import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { readMatrix } from '../contract.ts'
import { readCells } from '../rules.ts'

async function fetchMatrix(campaign: string) {
  const matrix = await callApi(readMatrix, { params: { campaign } })
  return { ...matrix, rows: matrix.rows.map((row) => ({ ...row, cells: readCells(row.cells) })) }
}

export type Matrix = Awaited<ReturnType<typeof fetchMatrix>>
export type MatrixRow = Matrix['rows'][number]

export function useMatrix(campaign: string | undefined) {
  return useQuery({
    queryKey: ['matrix', campaign],
    queryFn: () => fetchMatrix(campaign!),
    enabled: campaign !== undefined,
    refetchInterval: 60_000,
  })
}

/** Of one column: exempted units are not expected; a returned report is missing again. */
export function countColumn(data: Matrix, column: number) {
  let expected = 0
  let actual = 0
  for (const row of data.rows) {
    const cell = row.cells.find((one) => one.column === column)
    const state = cell && data.states[cell.state]
    if (!state || state === 'exempted') continue
    expected += 1
    if (state === 'submitted' || state === 'submitted-late' || state === 'accepted') actual += 1
  }
  return { expected, actual, missing: expected - actual }
}
