-- What the provisioning file last said of the rollout; until it says otherwise, the operator API's word stands.
ALTER TABLE tenants ADD COLUMN rollout_in_file text;
