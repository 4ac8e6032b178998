import { ActionIcon, Button, Menu, Popover } from '@mantine/core';
import { IconDots, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { missingFor, movesOpenTo, nextMove } from '../../../shared/domain/workflow/moves.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import type { CaseState } from '../../../shared/schema/cases.ts';
import { MoveQuestion } from '../../app/MoveQuestion.tsx';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { useLanguage } from '../../ui/use-format.ts';
import header from './CaseHeader.module.css';
import { EndVisitStep } from './EndVisitStep.tsx';
import { MissingRows } from './MissingRows.tsx';
import { targetPath } from './target-path.ts';

/** States in which the team works on the case: the way to what is missing is a button of its own. */
const inTeamsHands: readonly CaseState[] = ['announced', 'onSite', 'reporting', 'returned'];

/** The state's main step as the one filled button; grey, with what is missing behind it, while it cannot be taken. */
export function MainAction() {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { pathname } = useLocation();
  const { inspectionCase, facts, mayEdit } = useCaseFile();
  const [asked, setAsked] = useState<Edge | null>(null);
  const person = usePerson();
  // A member works towards the leader's step as well.
  const awaited = nextMove(inspectionCase, person);
  const open = movesOpenTo(inspectionCase, person);
  const main = open.find((edge) => edge === awaited);
  const others = open.filter((edge) => edge !== main);
  const missing = awaited ? missingFor(awaited, facts) : [];
  const passable = main !== undefined && missing.length === 0;
  // To values that differ the chip beside the state leads already.
  const next = missing[0]?.targets.find((target) => target.tab !== 'conflict');
  const place = next && targetPath(inspectionCase.id, next);
  // The reviewer decides with the report in sight: its own buttons stand there.
  const reviewing = main?.to === 'approved';
  const review = paths.case(inspectionCase.id, 'review');
  const leaving = main?.from === 'onSite';
  return (
    <>
      {main && missing.length > 0 && !reviewing && <Gate edge={main} missing={missing} />}
      {passable && leaving && <EndVisitStep edge={main} onAsk={() => setAsked(main)} />}
      {passable && !leaving && !reviewing && <Button onClick={() => setAsked(main)}>{main.verb[language]}</Button>}
      {reviewing && pathname !== review && (
        <Button component={Link} to={review}>
          {t('action.review')}
        </Button>
      )}
      {next && place && mayEdit && inTeamsHands.includes(inspectionCase.state) && !place.startsWith(pathname) && (
        <Button component={Link} to={place}>
          {t(`action.go.${next.tab}`)}
        </Button>
      )}
      {others.length > 0 && !reviewing && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('action.more')}>
              <IconDots size={18} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((edge) => (
              <Menu.Item key={edge.id} onClick={() => setAsked(edge)}>
                {edge.verb[language]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && <MoveQuestion caseId={inspectionCase.id} edge={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Gate({ edge, missing }: { edge: Edge; missing: ReturnType<typeof missingFor> }) {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  const verb = edge.verb[language];
  return (
    <Popover opened={opened} onChange={setOpened} width={420} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="light"
          color="gray"
          aria-label={t('action.locked', { verb })}
          onClick={() => setOpened(!opened)}
        >
          <IconLock size={17} stroke={1.7} aria-hidden />
          <span className={header.gateWords}> {verb}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <MissingRows missing={missing} onGo={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
