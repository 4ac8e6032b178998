import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { PinForm } from './PinForm.tsx';
import { SetPinForm } from './SetPinForm.tsx';

/** The way in, one form at a time. */
export type Step =
  | { readonly at: 'pin'; readonly person: PersonOnDevice }
  | { readonly at: 'password'; readonly forgottenBy: string | null }
  | { readonly at: 'setPin'; readonly person: PersonOnDevice };

interface StepFormProps {
  /** False for the step that the page opened with. */
  chosen: boolean;
  step: Step;
  /** Null goes back to where the page began. */
  onStep: (step: Step | null) => void;
  /** A PIN was tried: the list may show another state of that person. */
  onTried: () => void;
}

export function StepForm({ step, chosen, onStep, onTried }: StepFormProps) {
  if (step.at === 'password') {
    return (
      <PasswordForm
        forgottenBy={step.forgottenBy}
        onBack={chosen ? () => onStep(null) : null}
        onSignedIn={(person) =>
          onStep(person.hasPin && !step.forgottenBy ? { at: 'pin', person } : { at: 'setPin', person })
        }
      />
    );
  }
  if (step.at === 'setPin') return <SetPinForm person={step.person} onBack={() => onStep(null)} />;
  const { username } = step.person.person;
  return (
    <PinForm
      entry={step.person}
      chosen={chosen}
      onTried={onTried}
      onForgotten={() => onStep({ at: 'password', forgottenBy: username })}
    />
  );
}
