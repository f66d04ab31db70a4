import { Command } from 'commander'
import { serve } from '../serve.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { campaignCommand } from './campaign.ts'
import { contestCommand } from './contest.ts'
import { exportCommand } from './export.ts'
import { lawsCommand } from './laws.ts'
import { questionsCommand } from './questions.ts'
import { userCommand } from './user.ts'

/** Every command of `anyue`. */
export function createProgram(): Command {
  return new Command('anyue')
    .description('Anyue 安月：安全生产月等活动的报送、汇总与公开')
    .showHelpAfterError()
    .addCommand(
      new Command('serve')
        .description('启动服务（设置见 docs/configuration.md）')
        .action(() => serve(process.env)),
    )
    .addCommand(campaignCommand())
    .addCommand(lawsCommand())
    .addCommand(contestCommand())
    .addCommand(questionsCommand())
    .addCommand(exportCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(userCommand())
}
