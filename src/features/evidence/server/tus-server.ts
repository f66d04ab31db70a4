import { Server } from '@tus/server'
import { type Problem, ProblemError, tooLarge } from '../../../platform/shared/problem.ts'
import { badUpload, uploadBusy, uploadConflict, uploadGone } from '../contract.ts'

const problems: Record<number, Problem> = {
  404: uploadGone,
  409: uploadConflict,
  410: uploadGone,
  413: tooLarge,
  423: uploadBusy,
}

/** The library writes its refusals as plain English text; here they are thrown as the contract's problems. */
export class TusServer extends Server {
  override async write(...[, , status, body]: Parameters<Server['write']>): Promise<never> {
    if (status >= 500) throw new Error(`tus: ${body}`)
    throw new ProblemError(problems[status] ?? badUpload)
  }
}
