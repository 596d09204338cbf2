"""Everything that decides the numbers of one run."""

from dataclasses import asdict, dataclass

from fashionseg.configurations.baselines import BASELINES
from fashionseg.configurations.profiles import Profile


@dataclass(frozen=True)
class Settings:
    """Settings of one run; two runs with equal settings and data are the same run.

    The defaults are Section IV-E, with the readings of what the paper leaves open.

    Attributes:
        configuration (str): 'A'..'H' (Table V), 'unet', 'deeplabv3plus', 'pspnet' or
            'segnet'.
        profile (Profile): Sizes of the run.
        seed (int): Seed of weights, order and augmentation.
        n_device (int): Devices that share a batch.
        decay (str): What "decay rate of 0.99" means: 'epoch' multiplies the learning
            rate by 0.99 each epoch, 'beta2' sets Adam's beta2 to it.
        spl_form (str): 'binary' or 'cross-entropy' (Eq. 6).
        image_scaling (str): 'area' or 'nearest', the scaled photos of Eq. 5.
        connectivity (int): 4 or 8, what is one piece in mIoU+ (Eq. 11).
        absent (str): 'left-out' or 'one', what a photo with a class in neither map
            counts in that class's mean (Eqs. 9 and 13).
        variant (str): Backbone or size of a baseline, a key of its entry in
            ``BASELINES``; None takes the first, and is all that A..H have.
    """

    configuration: str
    profile: Profile
    seed: int = 0
    n_device: int = 1
    decay: str = 'epoch'
    spl_form: str = 'binary'
    image_scaling: str = 'area'
    connectivity: int = 4
    absent: str = 'left-out'
    variant: str = None

    def record(self):
        """dict: What is stored beside a result. Workers change no number."""
        record = dict(asdict(self), profile=self.profile._asdict())
        for name in ('n_worker', 'n_run', 'n_train', 'n_eval'):
            del record['profile'][name]
        del record['configuration'], record['seed']
        if self.variant is None and self.configuration in BASELINES:
            record['variant'] = BASELINES[self.configuration][0]
        return record
