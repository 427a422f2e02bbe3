import type { SupplyTest } from '@kameng/contract/desk/supply';
import { Badge } from '../parts/badge.tsx';
import { Time } from '../parts/time.tsx';
import { words } from '../words/words.ts';

const say = words({
  title: ['测试结果', 'What the test found'],
  passed: ['通过', 'Passed'],
  failed: ['未通过', 'Failed'],
});

/** What the test found on a supplier's server, scenario by scenario, and what to change. */
export function SupplyTestReport({ report }: { report: SupplyTest }) {
  return (
    <section class="card stack">
      <h2>{say.title}</h2>
      <p>
        <Badge tone={report.passed ? 'good' : 'danger'}>{report.passed ? say.passed : say.failed}</Badge>{' '}
        <Time at={report.tested_at} />
      </p>
      <ul class="stack">
        {report.scenarios.map(({ scenario, passed, title, got, fix }) => (
          <li key={scenario}>
            <span class="strong">{title}</span>{' '}
            <Badge tone={passed ? 'good' : 'danger'}>{passed ? say.passed : say.failed}</Badge>
            {!passed && <p class="muted">{got}</p>}
            {fix && <p>{fix}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
