# What stands beside a record: who wrote it, when, and who may touch it.
from . import mail_message
from . import mail_notification
from . import mail_tracking_value
from . import own_screen
from . import mail_thread
from . import mail_followers
from . import mail_activity
from . import mail_compose_message
from . import ir_attachment
from . import cadre_step_log
from . import steps_kept
