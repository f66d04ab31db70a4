import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

/** The only file that knows the chart library; loaded with the first chart. */
use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

export interface Bars {
  name: string
  labels: string[]
  series: { name: string; values: (number | null)[] }[]
  /** Long labels read better on lines of their own. */
  lying: boolean
}

/** Draws bars in the page's own colours; returns what takes them away. */
export function drawChart(element: HTMLElement, bars: Bars): () => void {
  const chart: EChartsType = init(element, null, { renderer: 'svg' })
  const draw = () => chart.setOption(toOption(element, bars), { notMerge: true })
  draw()
  const resizing = new ResizeObserver(() => {
    chart.resize()
    draw()
  })
  resizing.observe(element)
  const theme = new MutationObserver(draw)
  theme.observe(document.documentElement, { attributes: true })
  return () => {
    resizing.disconnect()
    theme.disconnect()
    chart.dispose()
  }
}

function toOption(element: HTMLElement, bars: Bars) {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const text = { color: colour('--text-2'), fontFamily: style.fontFamily, fontSize: Math.round(root * 0.75) }
  const names = {
    type: 'category' as const,
    data: bars.labels,
    inverse: bars.lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('--line-strong') } },
    axisLabel: {
      ...text,
      ...(bars.lying ? { width: root * 9, overflow: 'truncate' as const } : {}),
      // A few words all have their place, on two lines if need be; of many the chart leaves some out.
      ...(!bars.lying && bars.labels.length <= 8
        ? {
            interval: 0,
            width: (element.clientWidth - 32) / bars.labels.length - 6,
            overflow: 'break' as const,
          }
        : {}),
    },
  }
  // A single row of bars bears its numbers itself.
  const numbers = {
    type: 'value' as const,
    show: bars.series.length > 1,
    minInterval: 1,
    splitLine: { lineStyle: { color: colour('--line') } },
    axisLabel: text,
  }
  return {
    animation: false,
    aria: { enabled: true, label: { description: bars.name } },
    color: [colour('--accent'), colour('--amber'), colour('--green'), colour('--text-2')],
    grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      axisPointer: { type: 'shadow' as const },
      backgroundColor: colour('--surface'),
      borderColor: colour('--line'),
      textStyle: { ...text, color: colour('--text') },
    },
    xAxis: bars.lying ? numbers : names,
    yAxis: bars.lying ? names : numbers,
    series: bars.series.map((one) => ({
      type: 'bar' as const,
      name: one.name,
      data: one.values,
      barMaxWidth: 28,
      label: {
        show: bars.series.length === 1,
        position: bars.lying ? ('right' as const) : ('top' as const),
        ...text,
      },
    })),
  }
}
